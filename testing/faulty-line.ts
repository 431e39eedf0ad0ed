import { createHash } from 'node:crypto'
import { ComityError } from '@comity/errors'
import type { Net, NetRequest } from '@comity/world'

export type Fault = 'pass' | 'lose' | 'lose-answer' | 'repeat' | 'tamper' | 'late'
/** What happens to dossiers on the way: by their order, or by the hash of their bytes; and those that come late. */
export const line = { plan: [] as Fault[], fates: new Map<string, Fault>(), lates: [] as NetRequest[], seen: 0 }

/** A line that does what the plan says, one entry for each dossier sent, or what is the fate of the bytes; past that it is a good line. */
export function faulty(net: Net): Net {
  return {
    async fetch(request) {
      if (request.method !== 'POST' || !request.url.endsWith('/exchange/dossiers')) return net.fetch(request)
      const fault = line.fates.get(sha256Of(request.body ?? new Uint8Array())) ?? line.plan[line.seen++] ?? 'pass'
      const lost = new ComityError('no-answer', { values: { reason: 'cut-off' } })
      if (fault === 'lose') throw lost
      if (fault === 'late') {
        line.lates.push(request)
        throw lost
      }
      if (fault === 'tamper') return net.fetch({ ...request, body: flipped(request.body ?? new Uint8Array()) })
      const answer = await net.fetch(request)
      if (fault === 'lose-answer') throw lost
      return fault === 'repeat' ? net.fetch(request) : answer
    },
  }
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

export function flipped(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice()
  copy[copy.length - 1] = (copy.at(-1) ?? 0) ^ 1
  return copy
}
