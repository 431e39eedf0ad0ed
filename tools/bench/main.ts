import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { benchCreate } from './bench-create.ts'
import { benchExchange } from './bench-exchange.ts'
import { benchPage } from './bench-page.ts'
import { benchStart } from './bench-start.ts'
import { markdown, type Measured } from './figures.ts'

// `npm run bench [-- exchange create page start] [--quick] [--write]`
const benches: Readonly<Record<string, (pairs: number) => Promise<Measured>>> = {
  exchange: benchExchange,
  create: benchCreate,
  page: benchPage,
  start: benchStart,
}
const usage = `Usage: npm run bench [-- ${Object.keys(benches).join('|')} …] [--quick] [--write]\n  --quick: one pair of runs instead of three. --write: writes docs/measured.md.`

function wanted(): { names: string[]; quick: boolean; write: boolean } | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { quick: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
    })
    const names = positionals.length === 0 ? Object.keys(benches) : positionals
    return names.every((name) => name in benches) ? { names, ...values } : null
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
const { names, quick, write } = options
const pairs = quick ? 1 : 3
console.log(`${machine()}\n`)
const parts: string[] = []
for (const name of names) {
  const part = markdown(await (benches[name] ?? benchStart)(pairs))
  console.log(part)
  parts.push(part)
}
if (write) {
  const head = `# Measured\n\nWritten by \`npm run bench -- --write\` on ${machine()}. Everything of a bench ran on this one machine at the same time: the load, both nodes, both databases and the peer that is compared with.\n`
  writeFileSync(fileURLToPath(new URL('../../docs/measured.md', import.meta.url)), [head, ...parts].join('\n'))
}
