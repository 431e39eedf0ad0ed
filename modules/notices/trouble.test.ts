import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { addPerson, changeContact, systemActor } from '@comity/accounts/server'
import { openMail } from '@comity/mail'
import { openOffices } from '@comity/testing/offices'
import { startProcess } from '@comity/testing/own-process'
import { releaseLetters } from './letter-store.ts'
import { listLetters } from './operations/letters.ts'
import { notify } from './operations/notify.ts'
import { mailServer } from './sample-mail-server.ts'
import { sendLetters } from './send-letters.ts'

const { arlenia } = await openOffices({ modules: ['audit', 'accounts', 'directory', 'exchange', 'notices'], receivers: [] })
const { node, world } = arlenia
const system = systemActor(arlenia.authorityId)
const admin = arlenia.person('00000000-0000-4000-8000-000000000001', 'administrator')
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

let count = 0
async function told(): Promise<string> {
  count += 1
  const login = `officer${count}`
  const { id } = await arlenia.as(system, (ctx) =>
    addPerson(ctx, { name: login, login, roles: ['case-officer'], authorityId: arlenia.authorityId }),
  )
  const email = `${login}@arlenia.example`
  await arlenia.as(arlenia.person(id, 'case-officer'), (ctx) => changeContact(ctx, { id, email }))
  await arlenia.as(system, (ctx) => notify(ctx, { to: [id], kind: 'deadline-near', on: '/requests/7c1e2f6a' }))
  return email
}

async function forgetAll(): Promise<void> {
  await sql`delete from notices.notice`.execute(node.db)
  await sql`delete from notices.letter`.execute(node.db)
}

describe('a wrong password of the mail server', () => {
  it('is tried by one letter, more and more rarely, while all others wait; administrators see it, and the right one sends all', async () => {
    const right = 'right'
    const given: string[] = []
    const { port, taken } = await mailServer({
      authOptional: false,
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      onAuth: ({ password, username }, _session, done) => {
        given.push(password ?? '')
        if (password === right) done(null, { user: username })
        else done(Object.assign(new Error('wrong password'), { responseCode: 535 }))
      },
    })
    const wayWith = (password: string) =>
      openMail({ url: `smtp://hub:${password}@127.0.0.1:${port}`, from: 'hub@arlenia.example' })
    const wrong = wayWith('wr0ng')
    const waiting = [await told(), await told(), await told()]
    for (let looks = 0; looks < 60; looks++) {
      assert.equal(await sendLetters(node, wrong), 0)
      await world.advance(MINUTE_MS)
    }
    waiting.push(await told())
    await sendLetters(node, wrong)
    assert.ok(given.length >= 2 && given.length <= 4, `${given.length} in an hour`)
    const page = await listLetters(node.db, admin, true)
    assert.deepEqual([page.waiting, page.letters.map(({ problem }) => problem)], [4, ['mail-sign-in-refused']])
    assert.ok(!JSON.stringify(page).includes('wr0ng'))
    const before = given.length
    for (let hours = 0; hours < 24; hours++) {
      await sendLetters(node, wrong)
      await world.advance(60 * MINUTE_MS)
    }
    assert.ok(given.length - before <= 7, `${given.length - before} in a day`)
    await releaseLetters(node.db, world.clock.now())
    assert.equal(await sendLetters(node, wayWith(right)), 4)
    assert.deepEqual(taken.map(({ to }) => to).toSorted(), waiting.toSorted())
    assert.equal(given.filter((one) => one === right).length, 4)
  })

  it('for more than five days gives up what is older, with one attempt', async () => {
    const given: string[] = []
    const { port } = await mailServer({
      authOptional: false,
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      onAuth: (_auth, _session, done) => {
        given.push('')
        done(Object.assign(new Error('wrong password'), { responseCode: 535 }))
      },
    })
    const mail = openMail({ url: `smtp://hub:wrong@127.0.0.1:${port}`, from: 'hub@arlenia.example' })
    for (let letters = 0; letters < 5; letters++) await told()
    await sendLetters(node, mail)
    await world.advance(6 * DAY_MS)
    given.splice(0)
    await told()
    await sendLetters(node, mail)
    assert.equal(given.length, 2, 'the one that is given up with all of its age, and the new one')
    const { waiting, dead } = await listLetters(node.db, admin, true)
    assert.deepEqual([waiting, dead], [1, 5])
  })
})

describe('a letter that one person’s server puts off', () => {
  it('waits alone', async () => {
    await forgetAll()
    const [greylisted, other] = [await told(), await told()]
    const { port, taken } = await mailServer({
      disabledCommands: ['STARTTLS'],
      onRcptTo: ({ address }, _session, done) =>
        address === greylisted ? done(Object.assign(new Error('come back later'), { responseCode: 450 })) : done(),
    })
    const mail = openMail({ url: `smtp://127.0.0.1:${port}`, from: 'hub@arlenia.example' })
    assert.equal(await sendLetters(node, mail), 1)
    assert.deepEqual(
      taken.map(({ to }) => to),
      [other],
    )
    const { letters } = await listLetters(node.db, admin, true)
    assert.deepEqual(
      letters.map(({ problem, state }) => [problem, state]),
      [['mail-deferred', 'waiting']],
    )
  })
})

describe('a process that dies when the server has the letter and it does not know yet', () => {
  it('leaves a letter that goes out once more at most, as the same one, and loses none', async () => {
    await forgetAll()
    const mine = await told()
    const { promise: has, resolve: took } = Promise.withResolvers<void>()
    const texts: string[] = []
    const { port } = await mailServer({
      disabledCommands: ['STARTTLS'],
      onData(stream, _session, done) {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          texts.push(Buffer.concat(chunks).toString())
          // The first one is taken, and the answer never arrives.
          if (texts.length === 1) took()
          else done()
        })
      },
    })
    const url = `smtp://127.0.0.1:${port}`
    const place = await sql<{ host: string; name: string }>`
      select current_setting('unix_socket_directories') as host, current_database() as name`.execute(node.db)
    const [{ host, name } = { host: '', name: '' }] = place.rows
    const file = fileURLToPath(new URL('./sample-sender.ts', import.meta.url))
    const now = world.clock.now()
    const child = await startProcess(file, [host, name, url, now.toISOString(), arlenia.authorityId], {})
    await has
    process.kill(child.pid, 'SIGKILL')
    await child.stop()
    const mail = openMail({ url, from: 'hub@arlenia.example' })
    assert.equal(await sendLetters(node, mail), 0, 'the other process may still be at it')
    await world.advance(16 * MINUTE_MS)
    assert.equal(await sendLetters(node, mail), 1)
    await world.advance(DAY_MS)
    assert.equal(await sendLetters(node, mail), 0)
    const ids = texts.map((text) => /^Message-ID: (.*)$/im.exec(text)?.[1])
    assert.equal(texts.length, 2)
    assert.equal(new Set(ids).size, 1, ids.join(' '))
    assert.ok(texts.every((text) => text.includes(mine)))
  })
})
