import { spawn } from 'node:child_process'

/** Time and memory that poppler gets for one file. */
const TIMEOUT_MS = 20_000
const MAX_MEMORY_KB = 1_500_000
const MAX_OUTPUT_BYTES = 20_000_000

/** The pages of a PDF as poppler's `pdftotext` reads them; null where it is not installed, or fails. */
export async function popplerPages(bytes: Uint8Array): Promise<readonly string[] | null> {
  return new Promise((resolve) => {
    const child = spawn('/bin/sh', ['-c', `ulimit -v ${MAX_MEMORY_KB}; exec pdftotext -q -enc UTF-8 - -`], {
      timeout: TIMEOUT_MS,
      killSignal: 'SIGKILL',
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    const chunks: Buffer[] = []
    let size = 0
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.byteLength
      if (size > MAX_OUTPUT_BYTES) child.kill('SIGKILL')
      else chunks.push(chunk)
    })
    // It may close its input early: on a file that it refuses.
    child.stdin.on('error', () => undefined)
    child.on('error', () => resolve(null))
    child.on('close', (code) => resolve(code === 0 ? Buffer.concat(chunks).toString('utf8').split('\f') : null))
    child.stdin.end(bytes)
  })
}
