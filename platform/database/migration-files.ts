import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { ComityError } from '@comity/errors'

/** The migrations of one module: `NNNN-name.sql` files in `folder`, as `new URL('./migrations/', import.meta.url)`. */
export interface ModuleMigrations {
  readonly module: string
  readonly folder: URL
}

export interface Migration {
  readonly module: string
  readonly number: number
  /** As `requests` in `0001-requests.sql`. */
  readonly name: string
  readonly sql: string
  /** Of the file's bytes, in hexadecimal. */
  readonly sha256: string
}

/** @throws ComityError `migration-out-of-order` when a file is not named `NNNN-name.sql` or the numbers leave a gap. */
export async function readMigrations({ module, folder }: ModuleMigrations): Promise<Migration[]> {
  const base = new URL(folder.href.endsWith('/') ? folder.href : `${folder.href}/`)
  const files = (await readdir(base)).filter((file) => file.endsWith('.sql')).sort()
  const reading = files.map(async (file, index): Promise<Migration> => {
    const parts = /^(\d{4})-([a-z0-9-]+)\.sql$/.exec(file)
    const number = index + 1
    if (Number(parts?.[1]) !== number) throw new ComityError('migration-out-of-order', { values: { module, migration: file } })
    const bytes = await readFile(new URL(file, base))
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    return { module, number, name: parts?.[2] ?? '', sql: bytes.toString('utf8'), sha256 }
  })
  return Promise.all(reading)
}

/** As `0001-requests`. */
export function labelOf(migration: { readonly number: number; readonly name: string }): string {
  return `${String(migration.number).padStart(4, '0')}-${migration.name}`
}
