import { Button, ButtonRow } from '@comity/ui'
import type { Lang } from '@comity/i18n'
import { sayOfExport } from './texts.ts'

/** Saves the file of a request for paper or an archive. */
export function FileLinks({ lang, requestId }: { readonly lang: Lang; readonly requestId: string }) {
  const say = sayOfExport(lang)
  const href = `/requests/${requestId}/file.pdf`
  return (
    <ButtonRow>
      <Button kind="secondary" href={href}>
        {say('file.save')}
      </Button>
      <Button kind="secondary" href={`${href}?variant=internal`}>
        {say('file.saveInternal')}
      </Button>
    </ButtonRow>
  )
}
