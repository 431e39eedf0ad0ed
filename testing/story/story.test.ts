import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { brokenPromises, runVerifyPage } from '../verify-page.ts'
import { runStory, type Story } from './run.ts'

const command = fileURLToPath(new URL('../../apps/cli/main.ts', import.meta.url))
const storyCommand = fileURLToPath(new URL('main.ts', import.meta.url))

/** Runs a program of the house as a person would, in a process of its own. */
function run(file: string, args: readonly string[], folder: string) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...process.execArgv.filter((argument) => !argument.startsWith('--test')), file, ...args],
    {
      encoding: 'utf8',
      env: { ...process.env, COMITY_CALLER_FOLDER: folder },
    },
  )
  return { status, told: stdout + stderr }
}

describe('the story of one request between two nodes', () => {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'comity-story-')), 'out')
  let story: Story

  before(async () => {
    story = await runStory({ folder, keep: false, say: () => undefined })
  })
  after(() => rmSync(path.dirname(folder), { recursive: true, force: true }))

  const dossiers = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.dossier.asice'))
  const receiptsOf = (dossier: string): string[] =>
    readdirSync(folder).filter(
      (name) => name.startsWith(dossier.replace('.dossier.asice', '.')) && name.endsWith('.receipt.asice'),
    )

  it('goes from the need to the evidence in hand, each step a dossier, and both sides tell it alike', () => {
    assert.deepEqual(story.acts, [
      'request',
      'acknowledgement',
      'clarification-asked',
      'clarification-answer',
      'decision',
      'execution-started',
      'result',
      'assessment',
      'closing',
    ])
    assert.deepEqual(
      dossiers(),
      story.acts.map((act, index) => `0${index + 1}-${act}.dossier.asice`),
    )
  })

  it('leaves a sealed file, a delivery receipt and an opening receipt for every dossier', () => {
    const names = readdirSync(folder)
    for (const dossier of dossiers()) {
      const stem = dossier.replace('.dossier.asice', '')
      for (const ending of ['sealed.age', 'delivered.receipt.asice', 'opened.receipt.asice'])
        assert(names.includes(`${stem}.${ending}`), `${stem}.${ending}`)
      assert.match(
        readFileSync(path.join(folder, `${stem}.sealed.age`))
          .subarray(0, 21)
          .toString(),
        /^age-encryption.org\/v1/,
      )
    }
    assert.deepEqual(readdirSync(path.join(folder, 'ca')), [
      'xa.central-authority.pem',
      'xb.central-authority.pem',
      'zz.secretariat.pem',
    ])
  })

  it('leaves files that `comity verify` finds good, offline, with nothing but the anchor', () => {
    const all = dossiers().flatMap((dossier) => [dossier, ...receiptsOf(dossier)])
    const { status, told } = run(command, ['verify', ...all, '--anchor', 'trust-anchor.json'], folder)
    assert.equal(status, 0, told)
  })

  it('leaves files on which every command of docs/verify.md prints what that page says', () => {
    const blocks = runVerifyPage(folder)
    assert.ok(blocks.length >= 15)
    assert.deepEqual(blocks.flatMap(brokenPromises), [])
  })

  it('leaves files of which `comity verify` refuses each when one byte is altered', () => {
    const altered = path.join(folder, '..', 'altered')
    mkdirSync(altered)
    copyFileSync(path.join(folder, 'trust-anchor.json'), path.join(altered, 'trust-anchor.json'))
    for (const name of [...dossiers().slice(0, 1), ...receiptsOf(dossiers()[0] ?? '').slice(0, 1)]) {
      const bytes = readFileSync(path.join(folder, name))
      const middle = Math.floor(bytes.length / 2)
      bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle)
      writeFileSync(path.join(altered, name), bytes)
      const { status, told } = run(command, ['verify', name, '--anchor', 'trust-anchor.json'], altered)
      assert.equal(status, 1, told)
    }
  })

  it('never writes into a folder that holds something', () => {
    const { status, told } = run(storyCommand, ['--out', 'out'], path.dirname(folder))
    assert.equal(status, 1)
    assert.match(told, /is not empty/)
  })
})
