import type { Node } from '@comity/accounts/contract'
import { AuthorityId, Role } from '@comity/accounts/contract'
import { addPerson, inContext, systemActor } from '@comity/accounts/server'
import { installDirectory } from '@comity/directory/server'
import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'

const Base64 = z.string().transform((text) => Buffer.from(text, 'base64'))

/** What a node of a test network does once, at its first start. */
const Boot = z.strictObject({
  people: z.array(
    z.strictObject({
      name: z.string(),
      login: z.string(),
      roles: z.array(Role),
      password: z.string(),
      guestOf: AuthorityId.optional(),
    }),
  ),
  /** The first edition of the directory, on the node that publishes it; the others fetch it over HTTP. */
  edition: z.strictObject({ root: Base64, contents: Base64, freshness: Base64 }).nullable(),
})

export type Boot = z.input<typeof Boot>

const fileIn = (folder: string): string => path.join(folder, 'boot.json')

/** Leaves it in the folder of a node that has not started yet. */
export async function writeBoot(folder: string, boot: Boot): Promise<void> {
  await writeFile(fileIn(folder), JSON.stringify(boot), { mode: 0o600 })
}

/** Does what {@link writeBoot} left, and does it only once: a node that starts again finds nothing left. */
export async function bootOnce(node: Node): Promise<void> {
  const file = fileIn(node.folder)
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return
  const { people, edition } = Boot.parse(JSON.parse(text))
  if (edition !== null) await installDirectory(node, edition)
  const { authorityId } = node.facts
  for (const { guestOf, ...person } of people)
    await inContext(node, systemActor(authorityId), (ctx) => addPerson(ctx, { ...person, authorityId: guestOf ?? authorityId }))
  await rm(file)
}
