import { canonicalJson } from '@comity/crypto'
import type { Authority, Contents } from '../contract.ts'
import { caFingerprint } from '../rules/fingerprint.ts'

/** One difference between two contents: what a second person must know before they sign. */
export interface ContentsChange {
  readonly change: 'added' | 'removed' | 'keys' | 'address' | 'facts' | 'parts'
  readonly id: string
  readonly name: string
  /** Of the CA certificate, where it is new. */
  readonly fingerprint: string
}

/** What contents say differently from those before, authority by authority; the gravest difference of each stands for it. */
export function contentsChanges(old: Contents | null, next: Contents): ContentsChange[] {
  const before = new Map((old?.authorities ?? []).map((one) => [one.id, one]))
  const after = new Set(next.authorities.map((one) => one.id))
  const removed = (old?.authorities ?? []).filter((one) => !after.has(one.id))
  return [
    ...next.authorities.flatMap((one) => changeOf(before.get(one.id), one) ?? []),
    ...removed.map((one) => said('removed', one)),
    ...partChanges(old, next),
  ]
}

/** States, or the register, of which the parts say something else; what, stands in the parts themselves. */
function partChanges(old: Contents | null, next: Contents): ContentsChange[] {
  const before = new Set((old?.parts ?? []).map(({ sha256 }) => sha256))
  const of = new Set((next.parts ?? []).filter(({ sha256 }) => !before.has(sha256)).map((part) => part.of))
  return [...of].map((id) => {
    const name = next.states.find(({ code }) => code === id)?.names.en ?? id
    return { change: 'parts', id, name, fingerprint: '' }
  })
}

function changeOf(old: Authority | undefined, next: Authority): ContentsChange | null {
  if (old === undefined) return said('added', next)
  if (old.caCertificate !== next.caCertificate || old.sealRecipient !== next.sealRecipient) return said('keys', next)
  if (old.nodeOrigin !== next.nodeOrigin || old.hostedBy !== next.hostedBy) return said('address', next)
  return canonicalJson(old) === canonicalJson(next) ? null : said('facts', next)
}

function said(change: ContentsChange['change'], authority: Authority): ContentsChange {
  const fingerprint = change === 'added' || change === 'keys' ? caFingerprint(authority) : ''
  return { change, id: authority.id, name: authority.names.en, fingerprint }
}
