import { Button, ButtonRow, Form, NoticeBanner } from '@comity/ui'
import type { Request } from '../../contract.ts'
import type { View } from '../view.ts'

/** What has arrived and nobody here has opened: said before anything else, since the other side waits for the receipt. */
export function Unopened({ view: { lang, say, csrf, opens }, request }: { readonly view: View; readonly request: Request }) {
  if (request.unopened === 0 || !opens) return null
  return (
    <NoticeBanner lang={lang} title={say('request.unopened.hint')}>
      <Form lang={lang} csrf={csrf} action={`/requests/${request.id}/open`}>
        <ButtonRow>
          <Button kind="secondary">{say('request.unopened')}</Button>
        </ButtonRow>
      </Form>
    </NoticeBanner>
  )
}
