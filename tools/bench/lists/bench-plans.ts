import type { Db } from '@comity/database'
import { CompiledQuery, PostgresQueryCompiler } from 'kysely'
import type { KyselyPlugin } from 'kysely'
import { z } from 'zod'
import { digits, type Measured } from '../figures.ts'
import { largeFolder, openLarge } from '../large-database.ts'
import type { BenchOptions } from '../options.ts'
import { asks, dieOf } from './asks.ts'
import { askersOf } from './readers.ts'

/** What one statement may read at most: rows looked at, and pages of 8 KB. A page of 25 rows from a list of 50,000 stays far below. */
const MOST = { rows: 5000, buffers: 4000 }

interface Node {
  readonly kind: string
  readonly detail: string
  readonly rows: number
  readonly buffers: number
  readonly plans: readonly Node[]
}

/** The plan of every statement of lists, counts and searches, run with values as they come; what reads more than it should is marked. */
export async function benchPlans({ folder, requests, full }: BenchOptions): Promise<Measured> {
  await largeFolder({ folder, requests })
  const large = await openLarge(folder, 1)
  const rows: string[][] = []
  try {
    const askers = await askersOf(large.db)
    for (const ask of asks)
      for (const asker of askers) {
        const plans = []
        for (let go = 0; go < 3; go++) {
          const statements = await statementsOf(large.db, (db) => ask.run(db, asker, dieOf(go * 7919 + 5)))
          for (const statement of statements) plans.push(await explained(large.db, statement, full))
        }
        const worst = plans.toSorted((a, b) => b.ms - a.ms)[0]
        if (worst === undefined) continue
        const marked = worst.rows > MOST.rows || worst.buffers > MOST.buffers ? 'too much' : ''
        rows.push([ask.name, asker.name, digits(worst.ms, 1), digits(worst.rows), digits(worst.buffers), marked])
        if (full) console.log(`\n# ${ask.name} · ${asker.name}\n${worst.text}`)
      }
  } finally {
    await large.close()
  }
  return {
    title: 'Plans of lists, counts and searches',
    about: `EXPLAIN (ANALYZE, BUFFERS) of every statement for every reader, three times with other values, on ${large.requests.toLocaleString('en')} requests; the slowest of them. Marked where more than ${MOST.rows.toLocaleString('en')} rows or ${MOST.buffers.toLocaleString('en')} pages are read.`,
    head: ['asked for', 'by', 'ms', 'rows', 'pages', ''],
    rows,
    bound: 'what a statement has to read before it has 25 rows.',
  }
}

/** What an act asks of the database, without changing it. */
async function statementsOf(db: Db, act: (db: Db) => Promise<unknown>): Promise<CompiledQuery[]> {
  const statements: CompiledQuery[] = []
  const compiler = new PostgresQueryCompiler()
  const listening: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      statements.push(compiler.compileQuery(node, queryId))
      return node
    },
    transformResult: ({ result }) => Promise.resolve(result),
  }
  await act(db.withPlugin(listening))
  return statements
}

interface Explained {
  readonly ms: number
  readonly rows: number
  readonly buffers: number
  readonly text: string
}

async function explained(db: Db, { sql, parameters }: CompiledQuery, full: boolean): Promise<Explained> {
  const run = (format: string): Promise<{ rows: unknown[] }> =>
    db.executeQuery(CompiledQuery.raw(`explain (analyze, buffers, format ${format}) ${sql}`, [...parameters]))
  const { rows } = await run('json')
  const [top] = Explain.parse(rows)
  const plan = top?.['QUERY PLAN'][0]
  if (plan === undefined) throw new Error('no plan')
  const all = flat(plan.Plan)
  const text = full
    ? Lines.parse((await run('text')).rows)
        .map((line) => line['QUERY PLAN'])
        .join('\n')
    : ''
  return {
    ms: plan['Planning Time'] + plan['Execution Time'],
    rows: all.filter(({ kind }) => kind.includes('Scan')).reduce((sum, node) => sum + node.rows, 0),
    buffers: all[0]?.buffers ?? 0,
    text,
  }
}

const flat = (node: Node): Node[] => [node, ...node.plans.flatMap(flat)]

const PlanNode: z.ZodType<Node> = z
  .object({
    'Node Type': z.string(),
    'Index Name': z.string().optional(),
    'Actual Rows': z.number(),
    'Actual Loops': z.number(),
    'Rows Removed by Filter': z.number().default(0),
    'Rows Removed by Index Recheck': z.number().default(0),
    'Shared Hit Blocks': z.number(),
    'Shared Read Blocks': z.number(),
    Plans: z.array(z.lazy(() => PlanNode)).default([]),
  })
  .transform((node) => ({
    kind: node['Node Type'],
    detail: node['Index Name'] ?? '',
    rows: (node['Actual Rows'] + node['Rows Removed by Filter'] + node['Rows Removed by Index Recheck']) * node['Actual Loops'],
    buffers: node['Shared Hit Blocks'] + node['Shared Read Blocks'],
    plans: node.Plans,
  }))
const Explain = z.array(
  z.object({ 'QUERY PLAN': z.array(z.object({ Plan: PlanNode, 'Planning Time': z.number(), 'Execution Time': z.number() })) }),
)
const Lines = z.array(z.object({ 'QUERY PLAN': z.string() }))
