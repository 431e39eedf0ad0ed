import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** A block of commands of `docs/verify.md` and what running it printed. */
export interface RunBlock {
  readonly heading: string
  /** Lines that the page says are printed, or their beginnings. */
  readonly promised: readonly string[]
  readonly printed: string
  /** Whether the shell went on after the block's last command. */
  readonly ended: boolean
}

interface Step {
  readonly heading: string
  readonly commands: string
  readonly promised: readonly string[]
}

function stepsOf(markdown: string): Step[] {
  return [...markdown.matchAll(/```sh\n([\s\S]*?)```(?:\n\n```text\n([\s\S]*?)```)?/g)].map(
    ({ 1: commands = '', 2: text = '', index }) => ({
      heading:
        markdown
          .slice(0, index)
          .match(/^#+ .*$/gm)
          ?.at(-1)
          ?.replace(/^#+ /, '') ?? '',
      commands,
      promised: text.split('\n').filter((line) => line !== ''),
    }),
  )
}

/** `comity` as the page calls it: the real command in a process of its own. */
function leaveCommand(folder: string): void {
  const flags = process.execArgv.filter((flag) => !flag.startsWith('--test')).map((flag) => `'${flag}'`)
  const command = path.join(folder, 'comity')
  writeFileSync(
    command,
    `#!/bin/sh\nexec '${process.execPath}' ${flags.join(' ')} '${path.join(root, 'apps/cli/main.ts')}' "$@"\n`,
  )
  chmodSync(command, 0o755)
}

const END = '-- end of block --'

/** Runs every block of `docs/verify.md` on the story in the folder, in one shell as a reader would; the first command that fails ends it. */
export function runVerifyPage(story: string): RunBlock[] {
  const workshop = mkdtempSync(path.join(tmpdir(), 'comity-verify-'))
  try {
    leaveCommand(workshop)
    const steps = stepsOf(readFileSync(path.join(root, 'docs/verify.md'), 'utf8'))
    const script = steps.map(({ commands }) => `${commands}\necho '${END}'\n`).join('')
    const { COMITY_CALLER_FOLDER: _, ...environment } = process.env
    const env = {
      ...environment,
      STORY: story,
      PATH: `${workshop}:${process.env['PATH'] ?? ''}`,
      TMPDIR: workshop,
      TSX_TSCONFIG_PATH: path.join(root, 'tsconfig.json'),
    }
    const { stdout } = spawnSync('sh', ['-e', '-c', `exec 2>&1\n${script}`], { encoding: 'utf8', env, cwd: workshop })
    const printed = stdout.split(`${END}\n`)
    return steps.map(({ heading, promised }, index) => ({
      heading,
      promised,
      printed: printed[index] ?? '',
      ended: index < printed.length - 1,
    }))
  } finally {
    rmSync(workshop, { recursive: true, force: true })
  }
}

/** What a block did otherwise than the page says; nothing when all is as promised. */
export function brokenPromises({ promised, printed, ended }: RunBlock): string[] {
  return [
    ...promised.filter((line) => !printed.includes(line)).map((line) => `“${line}” is not in:\n${printed}`),
    ...(ended ? [] : [`the shell stopped here:\n${printed}`]),
  ]
}
