import { ComityError } from '@comity/errors'

/** What the law wants before an act: `gate` names it (the texts' key), `source` the article. */
export interface Gate {
  readonly gate: string
  readonly source: string
}

/** @throws ComityError `gate-closed`, with one problem for each gate that bars the act and the article it comes from. */
export function mustPass(gates: readonly Gate[]): void {
  const [first] = gates
  if (!first) return
  throw new ComityError('gate-closed', {
    values: { gate: first.gate, source: first.source },
    problems: gates.map(({ gate, source }) => ({ path: gate, message: source })),
  })
}

/** The gate where its fact is missing. */
export function unless(holds: boolean, gate: string, source: string): Gate[] {
  return holds ? [] : [{ gate, source }]
}
