import { Worker } from 'node:worker_threads'
import { ComityError, type ErrorCode } from '@comity/errors'
import type { JobAnswer, JobName, Jobs } from './jobs.ts'

/** What bounds a job, and what is said when it breaks the bounds. */
export interface JobLimits {
  /** A file made to be read for ever. */
  readonly timeoutMs: number
  /** The refusal for a job that fails, takes too long or too much memory. */
  readonly failure: ErrorCode
}

/** One thread that does one job after another. It starts with the first job and ends when there is none for a while. */
export interface Workshop {
  /** @throws ComityError of the job itself, or `limits.failure`. */
  run<K extends JobName>(name: K, input: Jobs[K]['input'], limits: JobLimits): Promise<Jobs[K]['output']>
}

/** The thread gives its memory back after this long without work. */
const IDLE_MS = 30_000

/** Heap of a thread: a file that unpacks to more ends the thread, not the node. */
const HEAP_MB = 512

/** A workshop keeps nothing of a job: two nodes of one process may share it. */
export function workshop(): Workshop {
  let worker: Worker | null = null
  let last: Promise<unknown> = Promise.resolve()
  let idle: NodeJS.Timeout | undefined

  function end(): void {
    clearTimeout(idle)
    void worker?.terminate()
    worker = null
  }

  async function one<K extends JobName>(name: K, input: Jobs[K]['input'], limits: JobLimits): Promise<Jobs[K]['output']> {
    clearTimeout(idle)
    worker ??= start()
    try {
      const answer = await ask<K>(worker, { name, input }, limits)
      if (answer.done) return answer.value
      throw new ComityError(refusalCode(answer.code) ?? limits.failure, { values: answer.values, cause: answer.reason })
    } catch (error) {
      if (!(error instanceof ComityError)) {
        end()
        throw new ComityError(limits.failure, { cause: error })
      }
      throw error
    } finally {
      worker?.unref()
      idle = setTimeout(end, IDLE_MS).unref()
    }
  }

  return {
    run(name, input, limits) {
      const turn = last.then(() => one(name, input, limits))
      last = turn.catch(() => undefined)
      return turn
    },
  }
}

function start(): Worker {
  // Plain TypeScript, which Node reads by itself: the loader for pages would only slow the start.
  return new Worker(new URL('./thread.ts', import.meta.url), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  })
}

/** @throws an error of another kind when the thread died or was too slow: it must not be used again. */
function ask<K extends JobName>(
  worker: Worker,
  job: { name: K; input: Jobs[K]['input'] },
  { timeoutMs }: JobLimits,
): Promise<JobAnswer<K>> {
  worker.ref()
  return new Promise<JobAnswer<K>>((resolve, reject) => {
    const timer = setTimeout(() => reject(new TypeError(`not done in ${timeoutMs} ms`)), timeoutMs)
    const settle = (act: () => void) => {
      clearTimeout(timer)
      worker.removeAllListeners()
      // A thread that dies later, idle, must not take the process with it.
      worker.on('error', () => undefined)
      act()
    }
    worker.removeAllListeners()
    worker.on('message', (answer) => settle(() => resolve(answer)))
    worker.on('error', (error) => settle(() => reject(error)))
    worker.on('exit', (code) => settle(() => reject(new TypeError(`the thread ended with ${code}`))))
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage(job)
  })
}

const tableCodes = ['table-unreadable', 'table-too-large', 'document-too-large', 'document-not-made'] as const

function refusalCode(code: string | null): ErrorCode | null {
  return tableCodes.find((known) => known === code) ?? null
}
