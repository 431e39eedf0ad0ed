import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The rules of the house as a test: fails on the borders that keep the house sound (ARCHITECTURE.md) and on words that
 * say nothing; reports sizes, so that a person decides. `npm run check` runs it; `-- --report` prints the largest rooms.
 */
const root = fileURLToPath(new URL('..', import.meta.url))
process.chdir(root)

interface Source {
  readonly file: string
  readonly text: string
  readonly lines: readonly string[]
}

/** Who stands on whom: an arrow down only. */
const floors: Record<string, readonly string[]> = {
  audit: [],
  accounts: ['audit'],
  notices: ['accounts', 'audit'],
  directory: ['accounts', 'audit'],
  exchange: ['directory', 'accounts', 'audit'],
  requests: ['exchange', 'directory', 'accounts', 'audit'],
  recovery: ['requests', 'exchange', 'directory', 'accounts', 'audit'],
  bridge: ['requests', 'exchange', 'directory', 'accounts', 'audit'],
  deadlines: ['requests', 'exchange', 'directory', 'accounts', 'audit'],
}
const bannedWords = /(?:^|[-./])(?:utils?|helpers?|common|misc|shared|manager|service|v2)(?:[-./]|$)/
const outsideWorld =
  /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bsetTimeout\(|\bsetInterval\(|\brandomBytes\(|\brandomUUID\(|from 'node:(?:fs|fs\/promises|http|https|net|dns|child_process)'/
/** Launchers and edges that hold the real world themselves, each with its reason. */
const worldHolders: readonly RegExp[] = [
  /^platform\/world\//,
  /^platform\/database\//, // starts the PostgreSQL server and reads migration files
  /^platform\/ui\/assets\.ts$/, // reads its own style sheet at start
  /^platform\/http\//, // is the HTTP server
  /^platform\/documents\//, // reads fonts and its template, runs pdftotext, bounds its threads in time
  /^apps\//,
  /^testing\//,
  /^tools\//,
]

const sources: Source[] = globSync('{apps,modules,platform,testing,tools}/**/*.{ts,tsx}', {
  exclude: (name) => name.includes('node_modules'),
}).map((file) => {
  const text = readFileSync(file, 'utf8')
  return { file, text, lines: text.split('\n') }
})
const product = sources.filter(
  ({ file }) =>
    !/\.(?:test|e2e)\.tsx?$|(?:^|\/)(?:sample|test|testing|make)-[a-z-]+\.tsx?$|\/gallery\.tsx$|^testing\/|^tools\//.test(file),
)
const faults: string[] = []

function border({ file, text }: Source): void {
  const own = /^modules\/([^/]+)\//.exec(file)?.[1]
  for (const [, target = ''] of text.matchAll(/from '@comity\/([a-z-]+)[^']*'/g)) {
    if (own !== undefined && target in floors && target !== own && !floors[own]?.includes(target)) {
      faults.push(`${file}: ${own} must not stand on ${target}`)
    }
    if (file.startsWith('platform/') && (target in floors || target === 'server-app' || target === 'cli')) {
      faults.push(`${file}: the platform must not know ${target}`)
    }
  }
  for (const [, target = ''] of text.matchAll(/from '(\.\.?\/[^']+)'/g)) {
    const room = file.split('/').slice(0, 2).join('/')
    if (/^(?:apps|modules|platform)\//.test(file) && !path.join(path.dirname(file), target).startsWith(room)) {
      faults.push(`${file}: reaches into another package by path: ${target}`)
    }
  }
}

function rulesArePure({ file, text }: Source): void {
  if (!/^modules\/[^/]+\/(?:rules|core)\//.test(file) && !file.endsWith('/policy.ts')) return
  if (
    /from '(?:\.\.\/)*(?:store(?:\/[a-z-]+|-[a-z]+)?\.ts|operations\/|routes|pages\/)|from 'kysely'|from 'pg'|\basync (?:function|\()/.test(
      text,
    )
  ) {
    faults.push(`${file}: rules are pure: no I/O, no store, nothing asynchronous`)
  }
}

function onlyTheWorldTouchesTheWorld({ file, lines }: Source): void {
  if (worldHolders.some((holder) => holder.test(file))) return
  if (/\/islands\/|make-[a-z-]+\.ts$/.test(file)) return
  lines.forEach((line, index) => {
    if (outsideWorld.test(line) && !/^\s*(?:\/\/|\*)/.test(line))
      faults.push(`${file}:${index + 1}: only platform/world touches clock, chance, network, disk, timers`)
  })
}

function migrationsAreOwn(): void {
  for (const file of globSync('modules/*/migrations/*.sql')) {
    const own = file.split('/')[1] ?? ''
    if (!/^\d{4}-[a-z-]+\.sql$/.test(path.basename(file))) faults.push(`${file}: migrations are named NNNN-name.sql`)
    for (const [, schema = ''] of readFileSync(file, 'utf8').matchAll(
      /(?:table|index|view|function|references)\s+(?:if not exists\s+)?([a-z_]+)\./gi,
    )) {
      if (schema !== own) faults.push(`${file}: a module owns one schema; ${schema} is not ${own}'s`)
    }
  }
}

function words({ file, text }: Source): void {
  if (bannedWords.test(file)) faults.push(`${file}: this name says nothing`)
  if (/:\s*any\b|\bas any\b|<any>/.test(text.replaceAll(/\/\*[^]*?\*\/|\/\/.*/g, ''))) faults.push(`${file}: any`)
  if (/\bthrow new Error\(/.test(text) && !/^(?:tools|testing)\//.test(file))
    faults.push(`${file}: a bare Error; refuse with ComityError or assert`)
}

for (const source of product) {
  border(source)
  rulesArePure(source)
  onlyTheWorldTouchesTheWorld(source)
  words(source)
}
migrationsAreOwn()

for (const catalogue of globSync('{modules,platform,apps}/**/messages/en.json', {
  exclude: (name) => name.includes('node_modules'),
})) {
  const keys = Object.keys(JSON.parse(readFileSync(catalogue, 'utf8')))
    .toSorted()
    .join()
  for (const language of ['ar', 'zh', 'fr', 'ru', 'es']) {
    const other = catalogue.replace(/en\.json$/, `${language}.json`)
    if (!existsSync(other)) faults.push(`${other}: missing`)
    else if (
      Object.keys(JSON.parse(readFileSync(other, 'utf8')))
        .toSorted()
        .join() !== keys
    )
      faults.push(`${other}: its keys differ from en.json's`)
  }
}

const sizes = product.map(({ file, lines }) => ({ file, size: lines.length })).toSorted((a, b) => b.size - a.size)
const at = (share: number): number => sizes[Math.floor(sizes.length * (1 - share))]?.size ?? 0
const codeLines = sizes.reduce((sum, { size }) => sum + size, 0)
const testLines = sources
  .filter(({ file }) =>
    /\.(?:test|e2e)\.tsx?$|(?:^|\/)(?:sample|test|testing|make)-[a-z-]+\.tsx?$|\/gallery\.tsx$|^testing\//.test(file),
  )
  .reduce((sum, { lines }) => sum + lines.length, 0)
const casts = product.reduce((sum, { text }) => sum + (text.match(/\bas (?!const\b)[A-Z{(]/g)?.length ?? 0), 0)
console.log(
  `      ${sizes.length} files, median ${at(0.5)}, p90 ${at(0.9)}, max ${sizes[0]?.size ?? 0} lines; ${codeLines} lines of code, ` +
    `${testLines} of tests (${(testLines / codeLines).toFixed(2)}); casts per 1,000 lines ${((casts * 1000) / codeLines).toFixed(2)}`,
)
for (const { file, size } of sizes.filter(({ size }) => size > 300)) console.log(`      over 300 lines: ${file} (${size})`)
if (process.argv.includes('--report')) for (const { file, size } of sizes.slice(0, 30)) console.log(`      ${size}  ${file}`)
for (const fault of faults) console.log(`      ${fault}`)
process.exit(faults.length === 0 ? 0 : 1)
