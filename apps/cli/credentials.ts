import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { ComityError } from '@comity/errors'
import { z } from 'zod'
import type { Terminal } from './terminal.ts'

const Credentials = z.strictObject({ server: z.url(), token: z.string().min(1).max(500) })
export type Credentials = z.output<typeof Credentials>

/** `COMITY_SERVER` and `COMITY_TOKEN`, or what `comity sign-in` kept in the user's own folder (readable by the user alone). */
export async function readCredentials(terminal: Terminal): Promise<Credentials> {
  const { COMITY_SERVER: server, COMITY_TOKEN: token } = terminal.environment
  if (server !== undefined && token !== undefined) return Credentials.parse({ server, token })
  try {
    return Credentials.parse(JSON.parse(await readFile(fileOf(terminal), 'utf8')))
  } catch (cause) {
    throw new ComityError('not-signed-in', { cause })
  }
}

export async function keepCredentials(terminal: Terminal, credentials: Credentials): Promise<string> {
  const file = fileOf(terminal)
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  await writeFile(file, `${JSON.stringify(credentials)}\n`, { mode: 0o600 })
  return file
}

export async function forgetCredentials(terminal: Terminal): Promise<void> {
  await rm(fileOf(terminal), { force: true })
}

function fileOf({ environment }: Terminal): string {
  const base = environment['XDG_CONFIG_HOME'] ?? path.join(environment['HOME'] ?? '.', '.config')
  return path.join(base, 'comity', 'credentials.json')
}
