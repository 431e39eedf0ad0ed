import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { certificateToPem } from '@comity/crypto'
import { sampleAnchor, sampleAuthority, sampleDossier, sampleReceipt } from '../modules/exchange/verify/sample-files.ts'
import { brokenPromises, runVerifyPage } from './verify-page.ts'

/** A folder as `npm run story` leaves it, with its first dossier only: `testing/story` runs the page on a real one. */
function leaveStory(story: string): void {
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

describe('docs/verify.md', () => {
  const story = mkdtempSync(path.join(tmpdir(), 'comity-verify-story-'))
  after(() => rmSync(story, { recursive: true, force: true }))
  leaveStory(story)
  const blocks = runVerifyPage(story)

  for (const [index, block] of blocks.entries()) {
    it(`block ${index + 1} under “${block.heading}” does what the page says`, () => {
      assert.deepEqual(brokenPromises(block), [])
    })
  }

  it('has a block for every step from the certificate to the forgery', () => {
    assert.ok(blocks.length >= 15)
  })
})
