import type { Actor } from '@comity/accounts/contract'
import type { Matter, Request, RequestPerson } from '../contract.ts'
import * as door from '../operations.ts'
import { completeContent } from '../rules/example-content.ts'
import type { Office } from '../testing-office.ts'

export const ivan: RequestPerson = { kind: 'natural', position: 'suspect', name: 'Ivan Petrov', bornOn: '1970-01-01' }
export const olga: RequestPerson = { kind: 'natural', position: 'witness', name: 'Olga Lind' }

/** A PDF as an officer uploads it; another text makes another file. */
export function pdf(text: string) {
  return { name: 'statement.pdf', mediaType: 'application/pdf', bytes: new TextEncoder().encode(`%PDF-1.7 ${text}`) }
}

export function openCase(office: Office, actor: Actor, title = 'Northern road'): Promise<Matter> {
  return office.as(actor, (ctx) =>
    door.openMatter(ctx, { title, facts: 'An official was paid.', persons: [ivan], property: [], offences: [] }),
  )
}

/** A draft of the matter to an authority, with everything that the matter says. */
export function draftOf(office: Office, actor: Actor, matter: Matter, to: Office): Promise<Request> {
  const { persons: _, facts: __, property: ___, offences: ____, ...content } = completeContent()
  return office.as(actor, (ctx) =>
    door.draftRequest(ctx, {
      matterId: matter.id,
      copy: ['persons', 'property', 'offences', 'facts'],
      counterpart: to.authorityId,
      form: 'mutual-legal-assistance',
      content,
    }),
  )
}

/** The matter with other persons. */
export async function withPersons(office: Office, actor: Actor, matter: Matter, persons: RequestPerson[]): Promise<Matter> {
  const { title, facts, property, offences, revision } = await door.getMatter(office.node.db, { actor }, matter.id)
  return office.as(actor, (ctx) =>
    door.saveMatter(ctx, { matterId: matter.id, title, facts, property, offences, persons, revision }),
  )
}
