import type { PrintJob } from '../pdf/compile.ts'
import type { FileText } from '../text/text-of.ts'
import type { CsvOptions, Sheet, Table } from '../tables/table.ts'

/** What is done in a thread of its own, because it is slow or the input may be hostile: name → what goes in and what comes out. */
export interface Jobs {
  readonly print: { readonly input: PrintJob; readonly output: Uint8Array<ArrayBuffer> }
  readonly readCsv: { readonly input: { readonly bytes: Uint8Array; readonly options: CsvOptions }; readonly output: Table }
  readonly readXlsx: { readonly input: { readonly bytes: Uint8Array }; readonly output: Table }
  readonly writeXlsx: { readonly input: { readonly sheets: readonly Sheet[] }; readonly output: Uint8Array<ArrayBuffer> }
  readonly readText: { readonly input: { readonly bytes: Uint8Array; readonly mediaType: string }; readonly output: FileText }
}

export type JobName = keyof Jobs

/** What the thread sends back. */
export type JobAnswer<K extends JobName> =
  | { readonly done: true; readonly value: Jobs[K]['output'] }
  | {
      readonly done: false
      readonly code: string | null
      readonly values: Readonly<Record<string, string | number>>
      readonly reason: string
    }
