import type { DraftContent, MeasureKind } from '../contract.ts'

/** One item that the law asks for and a draft lacks: `path` as in `content.facts`; `block` stops sending, `warn` does not. */
export interface Finding {
  readonly path: string
  /** Numbers alone are of UNCAC; E30, E182, ES and WA as the reference abbreviates them. */
  readonly article: string
  readonly level: 'block' | 'warn'
  /** The signatory may send without it for a recorded reason (`acceptedGaps`). The rest makes it a request at all. */
  readonly waivable: boolean
}

/** A line of a table of what the law asks for. */
export interface Item extends Finding {
  lacksIn(content: DraftContent): boolean
}

type Lacks = (content: DraftContent) => boolean

/** Without it there is no request. */
export function block(path: string, article: string, lacksIn: Lacks): Item {
  return { path, article, level: 'block', waivable: false, lacksIn }
}

/** Not sent without it, unless the signatory records why. */
export function waivable(path: string, article: string, lacksIn: Lacks): Item {
  return { ...block(path, article, lacksIn), waivable: true }
}

/** Said, and sent all the same. */
export function warn(path: string, article: string, lacksIn: Lacks): Item {
  return { path, article, level: 'warn', waivable: false, lacksIn }
}

export function blank(text: string | undefined): boolean {
  return text === undefined || text.trim() === ''
}

export function asksFor(content: DraftContent, kinds: readonly MeasureKind[]): boolean {
  return (content.measures ?? []).some((measure) => kinds.includes(measure.kind))
}

/** Warsaw Convention 2005 (CETS 198) among the instruments relied on, in the words of any of the six languages. */
export function reliesOnWarsaw({ legalBasis = [] }: DraftContent): boolean {
  return legalBasis.some((line) => /(?:CETS|STCE)\D{0,8}198|warsaw|varsovi[ea]|варшавск|华沙|وارسو/i.test(line))
}
