import { ComityError } from '@comity/errors'
import type { CopyPart, DraftContent, Matter } from '../contract.ts'

/** The chosen parts of a matter as content of a draft; empty facts are no facts. */
export function copied(matter: Matter, parts: readonly CopyPart[]): DraftContent {
  const taken: DraftContent = {}
  if (parts.includes('persons')) taken.persons = matter.persons
  if (parts.includes('property')) taken.property = matter.property
  if (parts.includes('offences')) taken.offences = matter.offences
  if (parts.includes('facts') && matter.facts.trim() !== '') taken.facts = matter.facts
  return taken
}

/** @throws ComityError `bad-input` where an office would address itself. */
export function mustBeAbroad(ownAuthority: string, counterpart: string | null): void {
  if (counterpart === ownAuthority)
    throw new ComityError('bad-input', { problems: [{ path: 'counterpart', message: 'counterpart-is-own' }] })
}
