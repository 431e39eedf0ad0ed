import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openMail } from '@comity/mail'
import { makeCertificates, mailServer } from './sample-mail-server.ts'
import type { Pair } from './sample-mail-server.ts'

const { ca, good, expired, otherName, selfSigned } = makeCertificates()
const letter = { id: '1', to: 'ana@arlenia.example', subject: 'News', text: 'Sign in', language: 'en', at: new Date() }

/** One letter by one way to a server with that certificate: what the server took, and why it did not. */
async function sent(way: 'smtps' | 'smtp', pair: Pair, believed: string | null = ca) {
  const { port, taken } = await mailServer({ ...pair, secure: way === 'smtps' })
  const tls = way === 'smtp' ? '?tls=required' : ''
  const mail = openMail({
    url: `${way}://localhost:${port}${tls}`,
    from: 'hub@arlenia.example',
    ...(believed === null ? {} : { ca: believed }),
  })
  const refusal = await mail.send(letter).then(
    () => null,
    (error: unknown) => error,
  )
  mail.close()
  return { taken, refusal }
}

const ways = ['smtps', 'smtp'] as const

describe('a mail server that is spoken to over TLS', () => {
  for (const way of ways) {
    const name = way === 'smtps' ? 'from the first byte' : 'by STARTTLS'

    it(`takes the letter ${name}, encrypted, where its certificate is good`, async () => {
      const { taken, refusal } = await sent(way, good)
      assert.equal(refusal, null)
      assert.deepEqual(
        taken.map(({ to, secure }) => [to, secure]),
        [['ana@arlenia.example', true]],
      )
    })

    for (const [what, pair, believed, said] of [
      ['that is expired', expired, ca, /CERT_HAS_EXPIRED|expired/],
      ['of another host', otherName, ca, /ALTNAME|altnames/],
      ['of an authority that nobody named', good, null, /VERIFY|certificate/],
      ['that it made for itself', selfSigned, null, /SELF_SIGNED|self.signed/],
    ] as const)
      it(`gets no letter ${name} with a certificate ${what}, and the refusal says so`, async () => {
        const { taken, refusal } = await sent(way, pair, believed)
        assert.deepEqual(taken, [])
        assert.ok(refusal instanceof Error && 'code' in refusal && 'values' in refusal)
        assert.equal(refusal.code, 'mail-not-trusted')
        assert.match(JSON.stringify(refusal.values), said)
      })
  }

  it('gets no letter in plain where it offers no TLS, or strips what it offers, nor a password', async () => {
    const seen: string[] = []
    const { port, taken } = await mailServer({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: ({ username }, _session, done) => {
        seen.push(username ?? '')
        done(null, { user: username })
      },
      onMailFrom: ({ address }, _session, done) => {
        seen.push(address)
        done()
      },
    })
    for (const url of [
      `smtp://localhost:${port}?tls=required`,
      `smtp://hub:secret@localhost:${port}?tls=required`,
      `smtps://hub:secret@localhost:${port}`,
    ]) {
      const mail = openMail({ url, from: 'hub@arlenia.example', ca })
      await assert.rejects(mail.send(letter), { code: 'mail-not-encrypted' })
      mail.close()
    }
    assert.deepEqual([seen, taken], [[], []])
  })
})
