import type { Node } from '@comity/accounts/contract'
import { peopleOf, unitsOf } from '@comity/accounts/server'
import type { DossierSummary } from '@comity/exchange/contract'
import { z } from 'zod'
import type { Request, TimelineEntry } from '../../contract.ts'
import { authorityName } from '../authorities.ts'
import type { View } from '../view.ts'

/** Fields of what was said that hold the id of an authority. */
const Told = z.object({
  forwardedTo: z.string().optional(),
  forwardedBy: z.string().optional(),
  competentAuthority: z.string().optional(),
  requestingAuthority: z.string().optional(),
  to: z.string().optional(),
})

interface Life {
  readonly request: Request
  readonly timeline: readonly TimelineEntry[]
  readonly dossiers: readonly DossierSummary[]
}

/** What the persons, units and authorities are called that a request's life names by an id, in the reader's language. */
export async function namesTold(node: Node, { lang }: View, life: Life): Promise<ReadonlyMap<string, string>> {
  const { request, timeline } = life
  const authorities = await Promise.all(authoritiesIn(life).map(async (id) => [id, await authorityName(node, lang, id)] as const))
  if (!timeline.some(({ act }) => act === 'assigned')) return new Map(authorities)
  const [people, units] = await Promise.all([peopleOf(node.db, request.ownAuthority), unitsOf(node.db, request.ownAuthority)])
  return new Map([...authorities, ...[...people, ...units].map(({ id, name }) => [id, name] as const)])
}

function authoritiesIn({ request, timeline, dossiers }: Life): string[] {
  const said = timeline.flatMap(({ body }) => Object.values(Told.safeParse(body).data ?? {}))
  const { misdirected } = request.record
  const senders = dossiers.map(({ sender }) => sender)
  const ids = [
    request.counterpart,
    request.ownAuthority,
    misdirected?.by,
    misdirected?.to,
    misdirected?.competentAuthority,
    ...senders,
    ...said,
  ]
  return [...new Set(ids.flatMap((id) => (id === null || id === undefined ? [] : [id])))]
}

/** Who passed a misdirected request on, or gave it back, where that was not the reader's office: by now another authority may have it. */
export function passedOnBy({ request, timeline, dossiers }: Life, names: ReadonlyMap<string, string>): string | null {
  const told = timeline.find(({ act, side }) => act === 'misdirected' && side === 'theirs')?.dossierId
  const sender = dossiers.find(({ dossierId }) => dossierId === told)?.sender
  return names.get(request.record.misdirected?.by ?? sender ?? '') ?? null
}
