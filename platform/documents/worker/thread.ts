import { parentPort } from 'node:worker_threads'
import { ComityError } from '@comity/errors'
import type { Typesetter } from '../pdf/compile.ts'
import type { JobAnswer, JobName, Jobs } from './jobs.ts'

// What a library says of a broken file is of no use to anybody.
for (const stream of [process.stdout, process.stderr]) stream.write = () => true

// Within the thread only: fonts are loaded once.
let typeset: Typesetter | null = null

// Each job brings its library only when it is asked for: the typesetter alone takes 100 MB.
const work: { readonly [K in JobName]: (input: Jobs[K]['input']) => Promise<Jobs[K]['output']> } = {
  print: async (input) => {
    typeset ??= (await import('../pdf/compile.ts')).typesetter()
    return typeset(input)
  },
  readCsv: async ({ bytes, options }) => (await import('../tables/parse-csv.ts')).parseCsv(bytes, options),
  readXlsx: async ({ bytes }) => (await import('../tables/parse-xlsx.ts')).parseXlsx(bytes),
  writeXlsx: async ({ sheets }) => (await import('../tables/make-xlsx.ts')).makeXlsx(sheets),
  readText: async ({ bytes, mediaType }) => (await import('../text/extract.ts')).extract(bytes, mediaType),
}

async function run<K extends JobName>({ name, input }: { readonly name: K; readonly input: Jobs[K]['input'] }): Promise<void> {
  try {
    answer({ done: true, value: await work[name](input) })
  } catch (error) {
    const refusal = error instanceof ComityError ? error : null
    answer({
      done: false,
      code: refusal?.code ?? null,
      values: refusal?.values ?? {},
      reason: error instanceof Error ? error.message : String(error),
    })
  }
}

function answer<K extends JobName>(message: JobAnswer<K>): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(message)
}

parentPort?.on('message', (job) => void run(job))
