import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { certificateFromPem, certificateToPem, createAuthorityCa, crlToPem, parseCrl, sha256Hex } from '@comity/crypto'
import { derOfList, effectiveEntries, type HeldList } from './effective.ts'
import { caFingerprint } from './fingerprint.ts'
import { makeRevocationList } from './make-revocation-list.ts'
import { sampleAuthority, sampleContents } from './sample-directory.ts'

function newCa() {
  return createAuthorityCa({
    subject: { country: 'XA', organization: 'Central Authority', commonName: 'Central Authority' },
    serial: Uint8Array.of(1),
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2036-01-01T00:00:00Z'),
  })
}
const ca = newCa()
const other = certificateToPem(newCa().certificateDer)
const listed = sampleAuthority({ caCertificate: certificateToPem(ca.certificateDer) })
const stateNames = { en: 'Arlenia' }
const contents = (entry = listed) => sampleContents({ authorities: [entry] })

function listAt(day: string): Uint8Array<ArrayBuffer> {
  return makeRevocationList({ ca, previous: null, revoke: ['0a'], at: new Date(`2026-03-${day}T00:00:00Z`), days: 400 })
}
function held(der: Uint8Array, caDer: Uint8Array = ca.certificateDer): HeldList {
  return { authorityId: listed.id, caSha256: sha256Hex(caDer), thisUpdate: parseCrl(der).thisUpdate, der }
}
const crlOf = (...given: Parameters<typeof effectiveEntries>) => {
  const [entry] = effectiveEntries(...given).entries
  return entry?.authority.crl === undefined
    ? null
    : parseCrl(derOfList(entry.authority.crl)).thisUpdate.toISOString().slice(0, 10)
}

describe('what a node believes', () => {
  it('keeps the pinned key and recipient whatever the directory says, and says that it differs', () => {
    for (const changed of [{ caCertificate: other }, { sealRecipient: 'age1pq1another' }]) {
      const entry = sampleAuthority({ ...listed, ...changed, nodeOrigin: 'https://elsewhere.example' })
      const [seen] = effectiveEntries(contents(entry), [{ authority: listed, stateNames }], []).entries
      assert.deepEqual(seen?.authority, listed)
      assert.equal(seen?.differs, caFingerprint(entry))
    }
  })

  it('takes address and facts from the directory while both agree on the key', () => {
    const moved = sampleAuthority({ ...listed, nodeOrigin: 'https://moved.example' })
    const [seen] = effectiveEntries(contents(moved), [{ authority: listed, stateNames }], []).entries
    assert.deepEqual([seen?.authority.nodeOrigin, seen?.pinned, seen?.differs], ['https://moved.example', true, null])
  })

  it('knows who is pinned without any directory, with their State', () => {
    const { states, entries } = effectiveEntries({ states: [], authorities: [] }, [{ authority: listed, stateNames }], [])
    assert.deepEqual([states, entries.map((one) => one.pinned)], [[{ code: 'XA', names: stateNames }], [true]])
  })

  it('heeds the later of two revocation lists, and none of another key', () => {
    const early = sampleAuthority({ ...listed, crl: crlToPem(listAt('01')) })
    assert.equal(crlOf(contents(early), [], [held(listAt('05'))]), '2026-03-05')
    const late = sampleAuthority({ ...listed, crl: crlToPem(listAt('09')) })
    assert.equal(crlOf(contents(late), [], [held(listAt('05'))]), '2026-03-09')
    assert.equal(crlOf(contents(), [], [held(listAt('05'), certificateFromPem(other))]), null)
  })

  it('is not led astray by a list in the directory that is none', () => {
    for (const crl of ['rubbish', crlToPem(Uint8Array.of(0x30, 0x00))]) {
      const broken = sampleAuthority({ ...listed, crl })
      assert.equal(crlOf(contents(broken), [], [held(listAt('05'))]), '2026-03-05')
    }
  })
})
