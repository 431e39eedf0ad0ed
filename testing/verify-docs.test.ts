import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { certificateToPem } from '@comity/crypto'
import { sampleAnchor, sampleAuthority, sampleDossier, sampleReceipt } from '../modules/exchange/verify/sample-files.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const page = readFileSync(path.join(root, 'docs/verify.md'), 'utf8')
const workshop = mkdtempSync(path.join(tmpdir(), 'comity-verify-'))
const story = path.join(workshop, 'story')

/** A folder as `npm run story` leaves it, with its first dossier only: `testing/story` checks the whole one. */
function leaveStory(): void {
  const a = sampleAuthority('XA', 'Arlenia')
  const b = sampleAuthority('XB', 'Bresonia')
  const dossier = sampleDossier(a, b)
  mkdirSync(path.join(story, 'ca'), { recursive: true })
  const leave = (name: string, bytes: Uint8Array | string) => writeFileSync(path.join(story, name), bytes)
  leave('01-request.dossier.asice', dossier.container)
  leave('01-request.sealed.age', dossier.sealed)
  leave('01-request.delivered.receipt.asice', sampleReceipt(dossier, { event: 'delivered', by: b }).container)
  leave('trust-anchor.json', sampleAnchor([a, b]))
  for (const { id, ca } of [a, b]) leave(`ca/${id}.pem`, certificateToPem(ca.certificateDer))
}

/** `comity` as the page calls it: the real command in a process of its own. */
function leaveCommand(): void {
  const flags = process.execArgv.filter((flag) => !flag.startsWith('--test')).map((flag) => `'${flag}'`)
  const command = path.join(workshop, 'comity')
  writeFileSync(
    command,
    `#!/bin/sh\nexec '${process.execPath}' ${flags.join(' ')} '${path.join(root, 'apps/cli/main.ts')}' "$@"\n`,
  )
  chmodSync(command, 0o755)
}

interface Step {
  readonly heading: string
  readonly commands: string
  /** Lines that the page says are printed, or their beginnings. */
  readonly promised: readonly string[]
}

function stepsOf(markdown: string): Step[] {
  return [...markdown.matchAll(/```sh\n([\s\S]*?)```(?:\n\n```text\n([\s\S]*?)```)?/g)].map(
    ({ 1: commands = '', 2: text = '', index }) => ({
      heading:
        markdown
          .slice(0, index)
          .match(/^#+ .*$/gm)
          ?.at(-1) ?? '',
      commands,
      promised: text.split('\n').filter((line) => line !== ''),
    }),
  )
}

const END = '-- end of block --'

/** All blocks in one shell, as a reader would type them; the first command that fails ends it. */
function runAll(steps: readonly Step[]): { status: number | null; printed: string[] } {
  const script = steps.map(({ commands }) => `${commands}\necho '${END}'\n`).join('')
  const { COMITY_CALLER_FOLDER: _, ...environment } = process.env
  const env = {
    ...environment,
    STORY: story,
    PATH: `${workshop}:${process.env['PATH'] ?? ''}`,
    TMPDIR: workshop,
    TSX_TSCONFIG_PATH: path.join(root, 'tsconfig.json'),
  }
  const { status, stdout } = spawnSync('sh', ['-e', '-c', `exec 2>&1\n${script}`], { encoding: 'utf8', env, cwd: workshop })
  return { status, printed: stdout.split(`${END}\n`) }
}

describe('docs/verify.md', () => {
  leaveStory()
  leaveCommand()
  after(() => rmSync(workshop, { recursive: true, force: true }))
  const steps = stepsOf(page)
  const { status, printed } = runAll(steps)

  for (const [index, { heading, promised }] of steps.entries()) {
    it(`block ${index + 1} under “${heading.replace(/^#+ /, '')}” does what the page says`, () => {
      const said = printed[index] ?? ''
      for (const line of promised) assert.ok(said.includes(line), `“${line}” is not in:\n${said}`)
      assert.ok(index < printed.length - 1, `the shell stopped here:\n${said}`)
    })
  }

  it('runs through to its end', () => {
    assert.equal(status, 0, printed.at(-1))
    assert.ok(steps.length >= 15)
  })
})
