import assert from 'node:assert/strict'
import { demoLinks } from '@comity/accounts/server'
import type { Actor, Node } from '@comity/accounts/contract'

/** Some officers of a demonstration's node as actors, by a name of the caller's for each login. */
export async function officersOf<Part extends string>(
  node: Node,
  logins: Readonly<Record<Part, string>>,
): Promise<Readonly<Record<Part, Actor>>>
export async function officersOf(node: Node, logins: Readonly<Record<string, string>>): Promise<Readonly<Record<string, Actor>>> {
  const people = (await demoLinks(node)).map(({ person }) => person)
  const actorOf = (login: string): Actor => {
    const person = people.find((each) => each.login === login)
    assert(person, `${login} is a person of the demonstration`)
    const { id, name, authorityId, roles, units } = person
    return { kind: 'person', id, name, authorityId, roles, units }
  }
  return Object.fromEntries(Object.entries(logins).map(([part, login]) => [part, actorOf(login)]))
}
