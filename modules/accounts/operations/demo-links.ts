import { ComityError } from '@comity/errors'
import { inContext } from '../context.ts'
import type { Node, Person } from '../contract.ts'
import { inTransaction } from '@comity/database'
import { stateOf } from '../rules/role-pairs.ts'
import { peopleOnNode, personOfDemoLink, replaceDemoLinks } from '../store.ts'
import { hashOf, newToken } from '../tokens.ts'
import { actorOf, startSession } from './start-session.ts'
import type { SessionWish, StartedSession } from './start-session.ts'

/** One-click sign-in links for each person of a demo node, made anew at each call; empty elsewhere. */
export async function demoLinks(node: Node): Promise<{ readonly person: Person; readonly url: string }[]> {
  const { demo, authorityId, origin } = node.facts
  const people = demo ? await peopleOnNode(node.db, { state: stateOf(authorityId), after: '', limit: 200 }) : []
  const made = people.filter((person) => !person.disabled).map((person) => ({ person, token: newToken(node.world.chance) }))
  await inTransaction(node.db, (db) =>
    replaceDemoLinks(
      db,
      made.map(({ person, token }) => ({ personId: person.id, tokenHash: hashOf(token) })),
    ),
  )
  return made.map(({ person, token }) => ({ person, url: `${origin}/sign-in/demo/${token}` }))
}

/** Signs in by such a link. @throws ComityError `not-found`, also on every node that is no demonstration. */
export async function signInByDemoLink(node: Node, token: string, wish: Omit<SessionWish, 'by'>): Promise<StartedSession> {
  const row = node.facts.demo ? await personOfDemoLink(node.db, hashOf(token)) : undefined
  if (!row) throw new ComityError('not-found')
  return inContext(node, actorOf(row), (ctx) => startSession(ctx, { ...wish, by: 'demo-link' }))
}
