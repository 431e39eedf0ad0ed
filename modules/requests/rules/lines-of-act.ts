import { dossierOfAct } from '../act-table.ts'
import type { ActName } from '../contract.ts'

/** The line of the timeline that each act leaves which says nothing to the other side. */
const notedAs: { readonly [Act in ActName]?: string } = {
  submit: 'submitted',
  return: 'returned',
  approve: 'approved',
  translate: 'translated',
  'make-oral': 'made-orally',
  'confirm-written': 'confirmed-in-writing',
  triage: 'triaged',
  'pass-on': 'passed-on',
  'report-execution': 'execution-reported',
  'record-use': 'use-recorded',
  discard: 'discarded',
  note: 'noted',
}

/** What stands in the timeline of a request where an act was done. */
export function linesOf(act: ActName): string[] {
  const line = notedAs[act] ?? dossierOfAct[act]
  if (line === undefined) return []
  return act === 'send' ? [line, 'supplementary-request'] : [line]
}
