import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, release, tmpdir, totalmem } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { benchCreate } from './bench-create.ts'
import { benchExchange } from './bench-exchange.ts'
import { benchStart } from './bench-start.ts'
import { benchDirectory } from './directory/bench-directory.ts'
import { benchEditions } from './directory/bench-editions.ts'
import { markdown, type Measured } from './figures.ts'
import { benchLists } from './lists/bench-lists.ts'
import { benchPlans } from './lists/bench-plans.ts'
import type { BenchOptions } from './options.ts'
import { benchPage } from './page/bench-page.ts'
import { benchTracker } from './tracker/bench-tracker.ts'

// `npm run bench [-- exchange create directory lists page tracker start plans] [--quick] [--write] [--data-dir DIR] [--requests N] [--full]`
const benches: Readonly<Record<string, (options: BenchOptions) => Promise<Measured | Measured[]>>> = {
  exchange: ({ pairs }) => benchExchange(pairs),
  create: ({ pairs }) => benchCreate(pairs),
  directory: async (options) => [await benchDirectory(options), await benchEditions(options)],
  lists: benchLists,
  page: benchPage,
  tracker: benchTracker,
  start: ({ pairs }) => benchStart(pairs),
}
/** Those that are looked at and not written down. */
const looks: typeof benches = { plans: benchPlans }
const usage = `Usage: npm run bench [-- ${[...Object.keys(benches), ...Object.keys(looks)].join('|')} …] [--quick] [--write] [--full] [--data-dir FOLDER] [--requests NUMBER]
  --quick: one pair of runs instead of three. --write: writes docs/measured.md. --full: plans are printed whole.
  --data-dir: the data folder of \`npm run seed:large\` on which lists, page and plans run, made with --requests when it is not there.`

interface Wanted extends BenchOptions {
  readonly names: string[]
  readonly write: boolean
}

function wanted(): Wanted | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        quick: { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
        full: { type: 'boolean', default: false },
        'data-dir': { type: 'string', default: path.join(tmpdir(), 'comity-large') },
        requests: { type: 'string', default: '1000000' },
      },
    })
    const names = positionals.length === 0 ? Object.keys(benches) : positionals
    if (!names.every((name) => name in benches || name in looks) || !(Number(values.requests) >= 10)) return null
    const folder = path.resolve(process.env['COMITY_CALLER_FOLDER'] ?? '.', values['data-dir'])
    return {
      names,
      pairs: values.quick ? 1 : 3,
      folder,
      requests: Number(values.requests),
      full: values.full,
      write: values.write,
    }
  } catch {
    return null
  }
}

/** What the figures depend on; nothing that names the machine. */
function machine(): string {
  const [first] = cpus()
  const distribution = /^PRETTY_NAME="(.*)"$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'Linux'
  return `${cpus().length} cores (${first?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GB of memory, Linux ${release().replace(/-.*/, '')}, ${distribution}, Node ${process.versions.node}`
}

const options = wanted()
if (options === null) {
  console.error(usage)
  process.exit(2)
}
const { names, write } = options
console.log(`${machine()}\n`)
const parts: string[] = []
for (const name of names) {
  const figures = await (benches[name] ?? looks[name] ?? benchLists)(options)
  const part = [figures].flat().map(markdown).join('\n')
  console.log(part)
  parts.push(part)
}
if (write) {
  const head = `# Measured\n\nWritten by \`npm run bench -- --write\` on ${machine()}. Everything of a bench ran on this one machine at the same time: the load, both nodes, both databases and the peer that is compared with.\n`
  writeFileSync(fileURLToPath(new URL('../../docs/measured.md', import.meta.url)), [head, ...parts].join('\n'))
}
