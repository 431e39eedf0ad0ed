import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { ComityError } from '@comity/errors'
import type { Terminal } from './terminal.ts'

/** Reads a file that the command line names. @throws ComityError `bad-input`, which says what stands in the way. */
export async function readGiven(terminal: Terminal, file: string): Promise<Uint8Array> {
  const place = path.resolve(terminal.folder, file)
  return readFile(place).catch((error: NodeJS.ErrnoException) => refuse(place, error))
}

/** Writes what came to a new file, or to standard output for `-`. @throws ComityError `bad-input`, also where the file exists already. */
export async function writeGiven(
  terminal: Terminal,
  file: string,
  bytes: Uint8Array,
): Promise<{ file: string; bytes: number } | null> {
  if (file === '-') {
    terminal.out.write(bytes)
    return null
  }
  const place = path.resolve(terminal.folder, file)
  await writeFile(place, bytes, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => refuse(place, error))
  return { file: place, bytes: bytes.length }
}

const sentences: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file or folder. Check the name.',
  EEXIST: 'This file exists already and is not written over. Give another name.',
  EISDIR: 'This is a folder. Give the name of a file.',
  EACCES: 'This user may not read or write it.',
  ENOSPC: 'The disk is full.',
}

function refuse(place: string, error: NodeJS.ErrnoException): never {
  const message = sentences[error.code ?? ''] ?? error.message
  throw new ComityError('bad-input', { problems: [{ path: place, message }], cause: error })
}
