import { openContainer, type OpenedContainer, sha256Hex } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import { type Dossier, MAX_ATTACHMENTS, MAX_DOSSIER_BYTES, readDossierJson } from './dossier.ts'

export interface ReadDossier {
  readonly dossierId: string
  readonly dossier: Dossier
  readonly opened: OpenedContainer
}

/** Entries that are not attachments: dossier.json, document.html, and what stands under META-INF. */
const OTHER_ENTRIES = 10

/** Canonical form and signature first, schema after (architecture §5). Whom to believe is for the caller: see `trustOf`. */
export function openDossier(container: Uint8Array): OpenedContainer {
  return openContainer(container, { maxBytes: MAX_DOSSIER_BYTES, maxEntries: MAX_ATTACHMENTS + OTHER_ENTRIES })
}

/** @throws ComityError `dossier-schema`, `dossier-attachment-mismatch`, `json-…`. */
export function readDossier(opened: OpenedContainer): ReadDossier {
  const json = opened.files.get('dossier.json')
  if (json === undefined) throw new ComityError('dossier-schema', { values: { path: 'files' } })
  const dossier = readDossierJson(json)
  mustMatch(dossier, opened.files)
  return { dossierId: opened.manifestHash, dossier, opened }
}

function mustMatch(dossier: Dossier, files: ReadonlyMap<string, Uint8Array>): void {
  // protocol/08 section 3: these files in this order and no others.
  const named = ['dossier.json', 'document.html', ...dossier.attachments.map(({ path }) => path)]
  if ([...files.keys()].join('\n') !== named.join('\n')) throw new ComityError('dossier-attachment-mismatch')
  for (const { path, bytes, sha256 } of dossier.attachments) {
    const file = files.get(path)
    const matches = file !== undefined && file.length === bytes && sha256Hex(file) === sha256
    if (!matches) throw new ComityError('dossier-attachment-mismatch', { values: { path } })
  }
}

/** The place of an attachment in the container: numbered, with the extension of its name where that is plain ASCII. */
export function attachmentPath(index: number, name: string): string {
  const extension = /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? 'bin'
  return `attachments/${String(index + 1).padStart(3, '0')}.${extension}`
}
