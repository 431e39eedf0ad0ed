import { createHash } from 'node:crypto'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Chance } from '@comity/world'
import { createAuthorityCa, generateSigningKeyPair, issueLeaf, newSerial, type LeafUse } from './index.ts'

/** Chance that repeats itself: SHA-256 of a seed and a counter. */
export function seededChance(seed: string): Chance {
  let count = 0
  const block = () =>
    createHash('sha256')
      .update(`${seed} ${(count += 1)}`)
      .digest()
  return {
    bytes: (length) =>
      Uint8Array.from(Buffer.concat(Array.from({ length: Math.ceil(length / 32) + 1 }, block)).subarray(0, length)),
    uuid: () => '00000000-0000-4000-8000-000000000000',
    fraction: () => block().readUInt32BE(0) / 2 ** 32,
  }
}

export const at = new Date('2026-11-01T12:00:00Z')
const validity = { notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2048-12-31T23:59:59Z') }

/** An authority with a leaf for each use. */
export function testAuthority(commonName = 'Central Authority of Ruritania') {
  const chance = seededChance(commonName)
  const subject = { country: 'XA', organization: 'Ministry of Justice', commonName }
  const ca = createAuthorityCa({ subject, serial: newSerial(chance), ...validity })
  const leaf = (use: LeafUse, times: { notBefore: Date; notAfter: Date } = validity) => {
    const { publicKey, privateKey } = generateSigningKeyPair()
    const certificateDer = issueLeaf({
      use,
      subject: { ...subject, commonName: use },
      publicKey,
      ca,
      serial: newSerial(chance),
      ...times,
    })
    return { certificateDer, chainDer: [ca.certificateDer], privateKey }
  }
  return { ca, leaf }
}

/** A folder with these files, in which commands run; removed when disposed of. */
export function workshop(files: Readonly<Record<string, Uint8Array | string>>) {
  const folder = mkdtempSync(path.join(tmpdir(), 'comity-crypto-'))
  const write = (name: string, content: Uint8Array | string) => writeFileSync(path.join(folder, name), content)
  for (const [name, content] of Object.entries(files)) write(name, content)
  return {
    folder,
    write,
    run: (command: string, ...words: string[]) =>
      execFileSync(command, words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] }),
    status: (command: string, ...words: string[]) => {
      const { status, stdout, stderr } = spawnSync(command, words, { cwd: folder, encoding: 'utf8' })
      return { status, said: stdout + stderr }
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  }
}

/** For assert.throws: a refusal with this code. */
export function refusal(...codes: readonly string[]): (problem: unknown) => boolean {
  return (problem) =>
    problem instanceof Error && 'code' in problem && typeof problem.code === 'string' && codes.includes(problem.code)
}
