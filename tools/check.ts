import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Types, lint, format, tidy, dead code: all of them run, so that one reading shows everything that is off. `--fix` mends what can be mended. */
const root = fileURLToPath(new URL('..', import.meta.url))
process.chdir(root)
const fix = process.argv.includes('--fix')
const here = (name: string) => `node_modules/.bin/${name}`

const checks: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ['types', here('tsc'), '-p', 'tsconfig.json'],
  ['lint', here('oxlint'), ...(fix ? ['--fix'] : []), '--type-aware', '--deny-warnings', '.'],
  ['format', here('oxfmt'), ...(fix ? [] : ['--check']), '.'],
  ['tidy', process.execPath, ...process.execArgv, 'tools/tidy.ts'],
  ['dead code', here('knip'), '--no-progress', '--no-config-hints'],
]

let failed = 0
for (const [name, command, ...args] of checks) {
  const run = spawnSync(command, args, { encoding: 'utf8' })
  const good = run.status === 0
  if (!good) failed += 1
  console.log(`${good ? 'good' : 'OFF '}  ${name}`)
  if (!good || name === 'tidy') process.stdout.write(`${run.stdout}${run.stderr}`)
}
process.exit(failed === 0 ? 0 : 1)
