import { EmptyState } from '@comity/ui'
import type { Request } from '../../contract.ts'
import { Attachments } from '../content/attachments.tsx'
import type { Key } from '../texts.ts'
import type { View } from '../view.ts'

/** The files prepared for an answer or a result, and the way to change them. */
export function FilesToGo({ view, request, title }: { readonly view: View; readonly request: Request; readonly title: Key }) {
  const { say } = view
  return (
    <section>
      <h2>{say(title)}</h2>
      {request.prepared.length === 0 ? (
        <EmptyState title={say('edit.none.attachments')} />
      ) : (
        <Attachments view={view} requestId={request.id} files={request.prepared} />
      )}
      <p>
        <a href={`/requests/${request.id}/edit/attachments`}>{say('files.change')}</a>
      </p>
    </section>
  )
}
