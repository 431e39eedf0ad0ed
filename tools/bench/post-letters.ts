import { AuthorityId, type Node } from '@comity/accounts/contract'
import { inContext, systemActor } from '@comity/accounts/server'
import { post } from '@comity/exchange/server'
import { randomBytes, randomUUID } from 'node:crypto'

export interface Posting {
  readonly count: number
  /** Of the body's text. */
  readonly bytes: number
  /** Dossiers under way at a time: each begins when the receipt of the one before it is here. */
  readonly window: number
  readonly addressee: string
}

export interface Posted {
  readonly seconds: number
  /** From before the transaction that posts to the signed receipt of delivery, checked and taken. */
  readonly delaysMs: readonly number[]
}

/** Posts dossiers, each in a transaction and a thread of its own, and waits for the receipt of each. */
export async function postLetters(
  node: Node,
  waiting: Map<string, () => void>,
  { count, bytes, window, addressee }: Posting,
): Promise<Posted> {
  const to = AuthorityId.parse(addressee)
  const text = randomBytes((bytes * 3) / 4).toString('base64')
  const delaysMs: number[] = []
  let left = count
  const began = performance.now()
  async function line(): Promise<void> {
    while (left > 0) {
      left -= 1
      const at = performance.now()
      const receipt = Promise.withResolvers<void>()
      await inContext(node, systemActor(node.facts.authorityId), async (ctx) => {
        const { dossierId } = await post(ctx, {
          kind: 'bench',
          addressee: to,
          thread: randomUUID(),
          body: { text },
          attachments: [],
          document: '<!doctype html><title>bench</title>',
          language: 'en',
        })
        // Before the commit, so that no receipt comes before its wait.
        waiting.set(dossierId, () => {
          waiting.delete(dossierId)
          receipt.resolve()
        })
      })
      await receipt.promise
      delaysMs.push(performance.now() - at)
    }
  }
  await Promise.all(Array.from({ length: window }, line))
  return { seconds: (performance.now() - began) / 1000, delaysMs }
}
