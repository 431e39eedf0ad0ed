import type { Viewer } from '@comity/accounts/contract'
import { Button, ButtonRow } from '@comity/ui'
import type { Request } from '../../contract.ts'
import { translatesFor } from './translations.tsx'
import type { View } from '../view.ts'

/** From a request to what stands behind its text: the history of its edits, its translations, and a page for paper. */
export function DraftLinks({
  view: { say },
  request,
  viewer,
}: {
  readonly view: View
  readonly request: Request
  readonly viewer: Viewer
}) {
  const url = `/requests/${request.id}`
  const own = request.direction === 'outgoing' && request.ownAuthority === viewer.actor.authorityId
  return (
    <ButtonRow>
      <Button kind="secondary" href={`${url}/print`}>
        {say('print.open')}
      </Button>
      {own && (
        <Button kind="secondary" href={`${url}/history`}>
          {say('history.title')}
        </Button>
      )}
      {own && (translatesFor(viewer, request) || (request.content.translations ?? []).length > 0) && (
        <Button kind="secondary" href={`${url}/translations`}>
          {say('translate.title')}
        </Button>
      )}
    </ButtonRow>
  )
}
