import { FileList } from '@comity/ui'
import type { Attachment } from '@comity/exchange/contract'
import type { View } from '../view.ts'

const kinds: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
  'image/tiff': 'TIFF',
  'text/plain': 'TXT',
  'text/csv': 'CSV',
}

/** Files of a request, each to be saved by its hash. */
export function Attachments({
  view,
  requestId,
  files,
}: {
  readonly view: View
  readonly requestId: string
  readonly files: readonly Attachment[]
}) {
  return (
    <FileList
      lang={view.lang}
      files={files.map((file) => ({
        ...file,
        type: kinds[file.mediaType] ?? kindByName(file.name),
        href: `/requests/${requestId}/files/${file.sha256}`,
      }))}
    />
  )
}

function kindByName(name: string): string {
  return name.includes('.') ? (name.split('.').at(-1) ?? '').toUpperCase() : '?'
}
