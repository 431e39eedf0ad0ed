import type { Submission } from '../contract.ts'

/** What is wrong with a submission before any operation looks at it; `bridgeText` says it in words. */
export type FaultCode =
  | 'not-json'
  | 'not-a-submission'
  | 'too-large'
  | 'not-plain'
  | 'file-missing'
  | 'file-too-large'
  | 'file-kind'
  | 'file-altered'
  | 'id-used'
  | 'not-readable'
  | 'name-unreadable'

/** A submission that is refused, thrown and caught within the folder only. */
export class Fault extends Error {
  readonly fault: FaultCode
  readonly values: Readonly<Record<string, string | number>>
  readonly lines: readonly string[]
  readonly language: Submission['language']
  constructor(
    fault: FaultCode,
    told: {
      readonly values?: Readonly<Record<string, string | number>>
      readonly lines?: readonly string[]
      readonly language?: Submission['language']
    } = {},
  ) {
    super(fault)
    this.fault = fault
    this.values = told.values ?? {}
    this.lines = told.lines ?? []
    this.language = told.language ?? 'en'
  }
}
