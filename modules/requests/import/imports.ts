import { createHash } from 'node:crypto'
import type { Context, Node, Viewer } from '@comity/accounts/contract'
import { announce, inContext } from '@comity/accounts/server'
import { record } from '@comity/audit/server'
import type { Db } from '@comity/database'
import { readCsv, readXlsx, writeCsv, type Table } from '@comity/documents'
import { ComityError } from '@comity/errors'
import type { Import, ImportField, ImportMapping } from '../contract.ts'
import { authorityFor, type Reader } from '../policy.ts'
import { today } from '../request-steps.ts'
import { backlogIn, type Backlog } from './backlog-in.ts'
import { checkRows } from './check-rows.ts'
import { guessColumns } from './guess-columns.ts'
import { plain } from './plain.ts'
import { guessOrder } from './read-day.ts'
import { registerRow } from './register-row.ts'
import * as store from './store-import.ts'

/** Rows checked, or registered in one transaction, at a time. */
const CHECK_ROWS = 1_000
const BATCH_ROWS = 100
/** One call imports for so long and then answers, so that somebody sees how far it is. */
const RUN_MS = 8_000

/**
 * Reads a backlog of old requests (CSV or XLSX) and guesses what its columns mean; nothing is registered. The same office's latest file with such
 * headings is the first guess.
 *
 * @throws ComityError `not-allowed`; `table-unreadable`, `table-too-large`.
 */
export async function uploadImport(
  node: Node,
  viewer: Reader,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
): Promise<Import> {
  authorityFor(viewer.actor, 'register')
  const { header, rows } = backlogIn((await tableOf(bytes)).rows)
  return inContext(node, viewer.actor, async (ctx) => {
    const ownAuthority = authorityFor(ctx.actor, 'register')
    const stored: store.StoredImport = {
      id: ctx.world.chance.uuid(),
      ownAuthority,
      fileName: name.slice(0, 200),
      sha256: createHash('sha256').update(bytes).digest('hex'),
      state: 'uploaded',
      header: [...header],
      mapping: await guessed(ctx.db, ownAuthority, { header, rows }),
      rows: rows.length,
      byId: ctx.actor.id,
      byName: ctx.actor.name,
      createdAt: ctx.now,
    }
    await store.insertImport(ctx.db, stored, rows)
    return done(ctx, 'uploaded', stored)
  })
}

async function tableOf(bytes: Uint8Array): Promise<Table> {
  const zip = bytes[0] === 0x50 && bytes[1] === 0x4b
  return zip ? readXlsx(bytes) : readCsv(bytes)
}

async function guessed(db: Db, ownAuthority: string, { header, rows }: Backlog): Promise<ImportMapping> {
  const earlier = (await store.latestImports(db, ownAuthority, 20)).filter(({ state }) => state !== 'uploaded')
  const remembered = new Map<string, ImportField>()
  for (const one of earlier.toReversed()) {
    one.header.forEach((heading, at) => {
      const field = one.mapping.columns[at]
      if (field !== null && field !== undefined && plain(heading) !== '') remembered.set(plain(heading), field)
    })
  }
  const columns = guessColumns(header, remembered)
  const sample = rows.slice(0, 500)
  const dates = columns.flatMap((field, at) => (field?.endsWith('On') ? sample.map(({ cells }) => cells[at] ?? '') : []))
  const alike = earlier.find((one) => one.header.join('\n') === header.join('\n'))?.mapping
  const nothing = { direction: null, channel: null, counterpartState: null, counterpartName: null, language: null }
  return { ...nothing, dateOrder: guessOrder(dates), ...alike, columns }
}

/**
 * Says what the columns mean and checks every row: a dry run, which may be repeated with another mapping.
 *
 * @throws ComityError `import-not-found`; `import-not-possible` once it has begun; `import-mapping` where two columns mean one field.
 */
export async function mapImport(ctx: Context, { id, ...mapping }: ImportMapping & { readonly id: string }): Promise<Import> {
  const stored = await importFor(ctx, id, ['uploaded', 'checked'])
  const fields = mapping.columns.filter((field) => field !== null)
  if (mapping.columns.length !== stored.header.length || new Set(fields).size !== fields.length) {
    const twice = fields.filter((field, at) => fields.indexOf(field) !== at)
    throw new ComityError('import-mapping', { problems: twice.map((field) => ({ path: field, message: 'taken' })) })
  }
  const seen = new Set<string>()
  for (let after = 1; ;) {
    const rows = await store.rowsOf(ctx.db, id, { after, limit: CHECK_ROWS })
    const last = rows.at(-1)
    if (last === undefined) break
    after = last.row
    await store.judgeRows(ctx.db, id, await verdicts(ctx, stored, { rows, mapping, seen }))
  }
  await store.updateImport(ctx.db, id, { state: 'checked', mapping })
  return done(ctx, 'checked', { ...stored, state: 'checked', mapping })
}

async function verdicts(
  ctx: Context,
  { ownAuthority }: store.StoredImport,
  { rows, mapping, seen }: { rows: Awaited<ReturnType<typeof store.rowsOf>>; mapping: ImportMapping; seen: Set<string> },
): Promise<store.RowVerdict[]> {
  const checked = checkRows(rows, mapping, { ownAuthority, today: today(ctx), seen })
  const references = checked.flatMap((one) => ('good' in one ? [one.good.ownReference] : []))
  const taken = await store.takenReferences(ctx.db, ownAuthority, references)
  return checked.map((one, at) => {
    const row = rows[at]?.row ?? 0
    if ('faults' in one) return { row, state: 'faulty', faults: one.faults }
    return { row, state: taken.has(one.good.ownReference) ? 'known' : 'ready' }
  })
}

/**
 * Imports good rows, batch by batch, for some seconds; repeat while the answer says `running`. What was imported before a failure stays, and the
 * next call goes on behind it. A reference that the register has is never imported again.
 *
 * @throws ComityError `import-not-found`; `import-not-possible` before the rows were checked.
 */
export async function runImport(node: Node, viewer: Reader, id: string): Promise<Import> {
  const { clock } = node.world
  const until = clock.monotonicMs() + RUN_MS
  for (;;) {
    const after = await inContext(node, viewer.actor, (ctx) => nextBatch(ctx, id))
    if (after.state !== 'running' || clock.monotonicMs() >= until) return after
  }
}

async function nextBatch(ctx: Context, id: string): Promise<Import> {
  const stored = await importFor(ctx, id, ['checked', 'running'])
  const rows = await store.rowsOf(ctx.db, id, { after: 1, limit: BATCH_ROWS, state: 'ready' })
  const checked = checkRows(rows, stored.mapping, {
    ownAuthority: stored.ownAuthority,
    today: today(ctx),
    seen: new Set(),
  })
  const references = checked.flatMap((one) => ('good' in one ? [one.good.ownReference] : []))
  const taken = await store.takenReferences(ctx.db, stored.ownAuthority, references)
  const judged: store.RowVerdict[] = []
  for (const [at, { row }] of rows.entries()) {
    const one = checked[at]
    if (one === undefined || 'faults' in one) judged.push({ row, state: 'faulty', faults: one?.faults ?? [] })
    else if (taken.has(one.good.ownReference)) judged.push({ row, state: 'known' })
    else {
      const requestId = await registerRow(ctx, one.good, { importId: id, language: stored.mapping.language })
      judged.push({ row, state: 'imported', requestId })
    }
  }
  await store.judgeRows(ctx.db, id, judged)
  const state = rows.length < BATCH_ROWS ? 'done' : 'running'
  await store.updateImport(ctx.db, id, { state })
  return done(ctx, state === 'done' ? 'imported' : 'batch-imported', { ...stored, state })
}

/**
 * Takes a whole import back: its requests leave the register as if they had not been imported; the audit keeps that they were.
 *
 * @throws ComityError `import-not-found`, `import-not-possible`; `import-touched` where something has happened to one of them.
 */
export async function undoImport(ctx: Context, id: string): Promise<Import> {
  const stored = await importFor(ctx, id, ['uploaded', 'checked', 'running', 'done'])
  const count = await store.touchedRequests(ctx.db, id)
  if (count > 0) throw new ComityError('import-touched', { values: { count } })
  await announce(ctx, 'requests-removed', { requestIds: await store.removeImported(ctx.db, id) })
  await store.updateImport(ctx.db, id, { state: 'undone' })
  return done(ctx, 'undone', { ...stored, state: 'undone' })
}

/** One import of the viewer's office. @throws ComityError `not-allowed`, `import-not-found`. */
export async function getImport(db: Db, viewer: Reader, id: string): Promise<Import> {
  const stored = await store.importOf(db, { id, ownAuthority: authorityFor(viewer.actor, 'register') })
  if (!stored) throw new ComityError('import-not-found')
  return store.presentImport(db, stored)
}

/** The latest imports of the viewer's office. @throws ComityError `not-allowed`. */
export async function listImports(db: Db, viewer: Reader): Promise<Import[]> {
  const found = await store.latestImports(db, authorityFor(viewer.actor, 'register'), 20)
  return Promise.all(found.map((stored) => store.presentImport(db, stored)))
}

/** Headings of what is added to the bad rows: which row of the file it was, and what to do about it. */
export interface BadRowWords {
  readonly row: string
  readonly what: string
}

/** The rows that cannot be imported, as they stood in the file, each with what is wrong: to be corrected and uploaded again. */
export async function badRows(
  db: Db,
  viewer: Viewer | Reader,
  {
    id,
    told,
    words,
  }: { readonly id: string; readonly told: (fault: Import['faults'][number]) => string; readonly words: BadRowWords },
): Promise<Uint8Array<ArrayBuffer>> {
  const stored = await store.importOf(db, { id, ownAuthority: authorityFor(viewer.actor, 'register') })
  if (!stored) throw new ComityError('import-not-found')
  const rows = await store.faultyRows(db, id)
  const width = stored.header.length
  return writeCsv([
    [...stored.header, words.row, words.what],
    ...rows.map(({ row, cells, faults }) => [
      ...Array.from({ length: width }, (_, at) => cells[at] ?? ''),
      String(row),
      faults.map(told).join('; '),
    ]),
  ])
}

async function importFor(ctx: Context, id: string, states: readonly Import['state'][]): Promise<store.StoredImport> {
  const stored = await store.importOf(ctx.db, { id, ownAuthority: authorityFor(ctx.actor, 'register'), lock: true })
  if (!stored) throw new ComityError('import-not-found')
  if (!states.includes(stored.state)) throw new ComityError('import-not-possible')
  return stored
}

async function done(ctx: Context, act: string, stored: store.StoredImport): Promise<Import> {
  const shown = await store.presentImport(ctx.db, stored)
  await record(ctx, {
    act: `import.${act}`,
    subject: { kind: 'import', id: stored.id },
    details: { file: stored.fileName, sha256: stored.sha256, rows: stored.rows, imported: shown.imported },
  })
  return shown
}
