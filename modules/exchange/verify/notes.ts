import { ComityError } from '@comity/errors'
import type { VerifyText } from './messages.ts'
import {
  problemCodes,
  type Fact,
  type FactName,
  type FileKind,
  type FileProblem,
  type FileReport,
  type ProblemCode,
  type Statement,
} from './report.ts'

type Values = Readonly<Record<string, string>>

/** The report of one file while it is being written. */
export class Notes {
  readonly facts: Fact[] = []
  readonly proven: Statement[] = []
  readonly notProven: Statement[] = []
  readonly problems: FileProblem[] = []

  fact(name: FactName, value: string): void {
    this.facts.push({ name, value })
  }

  prove(key: VerifyText, values: Values = {}): void {
    this.proven.push({ key, values })
  }

  /** The same sentence is noted once. */
  leaveOpen(key: VerifyText, values: Values = {}): void {
    const known = this.notProven.some(
      (one) => one.key === key && Object.entries(values).every(([name, value]) => one.values[name] === value),
    )
    if (!known) this.notProven.push({ key, values })
  }

  /** The same code is noted once. */
  problem(code: ProblemCode, values: Values = {}): void {
    if (!this.problems.some((known) => known.code === code)) this.problems.push({ code, values })
  }

  /** What `step` gives, or null with its refusal noted. A bug is not a refusal: it is thrown on. */
  attempt<T>(step: () => T): T | null {
    try {
      return step()
    } catch (error) {
      if (!(error instanceof ComityError)) throw error
      this.problem(...problemOf(error))
      return null
    }
  }

  /** A statement stands only on a file with which nothing is off. */
  report(name: string, kind: FileKind): FileReport {
    const ok = this.problems.length === 0
    return {
      name,
      kind,
      ok,
      facts: this.facts,
      proven: ok ? this.proven : [],
      notProven: this.notProven,
      problems: this.problems,
    }
  }
}

function problemOf(error: ComityError): [ProblemCode, Values] {
  const code = problemCodes.find((known) => known === error.code) ?? 'malformed'
  return [code, Object.fromEntries(Object.entries(error.values).map(([name, value]) => [name, String(value)]))]
}
