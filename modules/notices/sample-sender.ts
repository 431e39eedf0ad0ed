import { AuthorityId } from '@comity/accounts/contract'
import { openDatabase } from '@comity/database'
import { folderStore } from '@comity/files'
import { silentLog } from '@comity/log'
import { openMail } from '@comity/mail'
import { testWorld } from '@comity/world'
import { sendLetters } from './send-letters.ts'

/** A process of its own that sends what letters are due at an instant, for a test that ends it in the middle. */
const [host = '', database = '', url = '', now = '', authority = ''] = process.argv.slice(2)
const db = await openDatabase({ host, database }, { log: silentLog })
const world = testWorld({ now: new Date(now), seed: 'the process that dies' })
const authorityId = AuthorityId.parse(authority)
const facts = { name: 'a', origin: 'http://a.localhost:8080', authorityId, demo: false }
const node = { facts, db, world, log: silentLog, files: folderStore(world.disk, '/nonexistent'), folder: '/nonexistent' }
process.send?.('ready')
await sendLetters(node, openMail({ url, from: 'hub@arlenia.example' }))
process.send?.('sent')
