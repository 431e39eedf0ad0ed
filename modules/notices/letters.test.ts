import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { after, beforeEach, describe, it } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { addPerson, changeContact, systemActor } from '@comity/accounts/server'
import { openMail } from '@comity/mail'
import { openOffices } from '@comity/testing/offices'
import { listLetters, retryLetter } from './operations/letters.ts'
import { notify } from './operations/notify.ts'
import { chooseMail, listNotices, readAllNotices, readNotice } from './operations/own-notices.ts'
import { sendLetters } from './send-letters.ts'

const { arlenia } = await openOffices({ modules: ['audit', 'accounts', 'directory', 'exchange', 'notices'], receivers: [] })
const { node, world } = arlenia
const system = systemActor(arlenia.authorityId)
const admin = arlenia.person('00000000-0000-4000-8000-000000000001', 'administrator')
const HOUR_MS = 3_600_000

interface Taken {
  readonly to: string
  readonly text: string
}
const taken: Taken[] = []
/** What the server says to a recipient instead of taking the letter. */
const refusals = new Map<string, number>()
let isDown = false
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  logger: false,
  onConnect: (_session, done) =>
    isDown ? done(Object.assign(new Error('closed for the night'), { responseCode: 421 })) : done(),
  onRcptTo({ address }, _session, done) {
    const code = refusals.get(address)
    return code === undefined ? done() : done(Object.assign(new Error('no such box'), { responseCode: code }))
  },
  onData(stream, session, done) {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('end', () => {
      taken.push({ to: session.envelope.rcptTo[0]?.address ?? '', text: Buffer.concat(chunks).toString() })
      done()
    })
  },
})
server.listen(0, '127.0.0.1')
await once(server.server, 'listening')
const { port } = server.server.address() as AddressInfo
const mail = openMail({ url: `smtp://127.0.0.1:${port}`, from: 'hub@arlenia.example' })
after(() => {
  mail.close()
  server.close()
})

let count = 0
async function person(language: 'en' | 'ar' = 'en') {
  count += 1
  const login = `officer${count}`
  const { id } = await arlenia.as(system, (ctx) =>
    addPerson(ctx, { name: login, login, roles: ['case-officer'], authorityId: arlenia.authorityId }),
  )
  const actor = arlenia.person(id, 'case-officer')
  await arlenia.as(actor, (ctx) => changeContact(ctx, { id, email: `${login}@arlenia.example`, language }))
  return { actor, address: `${login}@arlenia.example` }
}
const secret = 'XA-2026-0042 Meridian'
const tell = (to: string, kind = 'deadline-near', key?: string) =>
  arlenia.as(system, (ctx) =>
    notify(ctx, { to: [to], kind, on: '/requests/7c1e2f6a', subject: secret, ...(key === undefined ? {} : { key }) }),
  )
const lettersTo = (address: string) => taken.filter(({ to }) => to === address)
/** The text of a letter, decoded from base64. */
const said = ({ text }: Taken) => Buffer.from(text.slice(text.indexOf('\r\n\r\n')), 'base64').toString()

beforeEach(() => {
  isDown = false
})

describe('letters by e-mail', () => {
  it('say that there is something new and where to sign in, in the person’s language, and nothing of the case', async () => {
    const [english, arabic] = [await person(), await person('ar')]
    await tell(english.actor.id)
    await tell(arabic.actor.id)
    assert.equal(await sendLetters(node, mail), 2)
    const [letter] = lettersTo(english.address)
    assert.ok(letter)
    assert.match(said(letter), /A deadline is near[^]*http:\/\/a\.localhost:8080\/notices/)
    for (const whole of [letter.text, said(letter)])
      for (const part of ['XA-2026', 'Meridian', '7c1e2f6a']) assert.ok(!whole.includes(part))
    assert.match(said(lettersTo(arabic.address)[0] ?? letter), /موعد قريب/)
    assert.equal(await sendLetters(node, mail), 0)
  })

  it('are not begun any more once the node stops, and go out after it', async () => {
    const { actor, address } = await person()
    await tell(actor.id)
    assert.equal(await sendLetters(node, mail, AbortSignal.abort()), 0)
    assert.equal(lettersTo(address).length, 0)
    await sendLetters(node, mail)
    assert.equal(lettersTo(address).length, 1)
  })

  it('are one for several notices, and none for what was read before', async () => {
    const { actor, address } = await person()
    await tell(actor.id, 'deadline-near')
    await tell(actor.id, 'deadline-passed')
    await sendLetters(node, mail)
    assert.equal(lettersTo(address).length, 1)
    await tell(actor.id, 'escalated')
    await arlenia.as(actor, readAllNotices)
    await sendLetters(node, mail)
    assert.equal(lettersTo(address).length, 1)
  })

  it('wait while the server is down, are sent once when it is back, by whichever of two workers', async () => {
    const { actor, address } = await person()
    isDown = true
    await tell(actor.id)
    assert.equal(await sendLetters(node, mail), 0)
    const { letters } = await listLetters(node.db, admin, true)
    assert.ok(
      letters.some(
        ({ personId, state, problem }) => personId === actor.id && state === 'waiting' && problem === 'mail-unavailable',
      ),
    )
    isDown = false
    await world.advance(HOUR_MS)
    await Promise.all([sendLetters(node, mail), sendLetters(node, mail)])
    assert.equal(lettersTo(address).length, 1)
  })

  it('that the server refuses for good are shown to administrators, who may try again', async () => {
    const { actor, address } = await person()
    refusals.set(address, 550)
    await tell(actor.id)
    await sendLetters(node, mail)
    const dead = (await listLetters(node.db, admin, true)).letters.find(({ personId }) => personId === actor.id)
    assert.deepEqual([dead?.state, dead?.problem], ['dead', 'mail-refused'])
    await assert.rejects(listLetters(node.db, actor, true), { code: 'not-allowed' })
    refusals.delete(address)
    await arlenia.as(admin, (ctx) => retryLetter(ctx, dead?.id ?? ''))
    await sendLetters(node, mail)
    assert.equal(lettersTo(address).length, 1)
  })

  it('come when the person chose: never, or with the letter of the day', async () => {
    const [never, daily] = [await person(), await person()]
    await arlenia.as(never.actor, (ctx) => chooseMail(ctx, { kind: 'deadline-near', time: 'never' }))
    await arlenia.as(daily.actor, (ctx) => chooseMail(ctx, { kind: 'deadline-near', time: 'daily' }))
    await tell(never.actor.id)
    await tell(daily.actor.id)
    await sendLetters(node, mail)
    assert.deepEqual([lettersTo(never.address).length, lettersTo(daily.address).length], [0, 0])
    await world.advance(25 * HOUR_MS)
    await sendLetters(node, mail)
    assert.deepEqual([lettersTo(never.address).length, lettersTo(daily.address).length], [0, 1])
  })
})

describe('notices', () => {
  it('are told once of one key, seen by their person only, and paged', async () => {
    const [one, other] = [await person(), await person()]
    await tell(one.actor.id, 'other', 'once')
    await tell(one.actor.id, 'other', 'once')
    for (const key of ['a', 'b', 'c']) await tell(one.actor.id, 'other', key)
    const first = await listNotices(node.db, one.actor, { limit: 3 })
    const second = await listNotices(node.db, one.actor, { limit: 3, before: first.next ?? 0 })
    assert.deepEqual([first.notices.length, second.notices.length, second.next, first.unread], [3, 1, null, 4])
    const [notice] = first.notices
    assert.equal(notice?.subject, secret)
    await assert.rejects(
      arlenia.as(other.actor, (ctx) => readNotice(ctx, notice?.id ?? '')),
      { code: 'not-found' },
    )
    assert.equal((await listNotices(node.db, other.actor, { limit: 3 })).notices.length, 0)
  })
})
