import { realWorld } from '@comity/world'
import type { Receiver } from '@comity/exchange/contract'
import { createLog } from '@comity/log'
import { composeNode } from '@comity/server-app'
import { readConfig } from '@comity/server-app/config'
import { makeDataFolder, readNodeRecord } from '@comity/server-app/serve'
import { z } from 'zod'
import { openDatabases } from '../../apps/server/data-folder.ts'
import { listen } from '../../apps/server/front.ts'
import { bootOnce } from '../../testing/network/boot.ts'
import { createRequests, letIn, plainInserts } from './node-work.ts'
import { postLetters } from './post-letters.ts'

// A node as `comity node serve` runs it, with durable PostgreSQL, which also takes dossiers of the kind `bench` and does what the bench
// asks of it over the channel to its parent.
const [folder = ''] = process.argv.slice(2)
const { config } = readConfig(process.env)
const log = createLog({ level: config.logLevel, name: 'bench' })
const record = await readNodeRecord(folder)
await makeDataFolder(folder)
const databases = await openDatabases(config, folder, log)
const db = await databases.open('comity')

/** Who waits for the receipt of which dossier. */
const waiting = new Map<string, () => void>()
const receiver: Receiver = {
  kinds: ['bench'],
  receive: () => Promise.resolve(),
  receipt: async (_ctx, { event, dossierId }) => {
    if (event === 'delivered') waiting.get(dossierId)?.()
  },
}
const { name, authorityId, origin, directoryOrigin } = record
const unbounded = { burst: 1e9, perSecond: 1e6 } // the load would be refused as an attack
const composed = await composeNode({
  rates: { address: unbounded, account: unbounded },
  facts: { name, origin, authorityId, demo: false },
  folder,
  db,
  world: realWorld(),
  log,
  directoryOrigin,
  graceHours: config.graceHours,
  window: 64,
  receivers: [receiver],
})
const front = await listen((request, response) => composed.app.routing(request, response), config)
await composed.start()
await bootOnce(composed.node)

const Task = z.discriminatedUnion('do', [
  z.object({ do: z.literal('post'), count: z.number(), bytes: z.number(), window: z.number(), addressee: z.string() }),
  z.object({ do: z.literal('create'), count: z.number(), writers: z.number() }),
  z.object({ do: z.literal('insert'), count: z.number(), writers: z.number() }),
  z.object({ do: z.literal('person'), login: z.string(), password: z.string() }),
])

async function work(task: z.output<typeof Task>): Promise<unknown> {
  if (task.do === 'post') return postLetters(composed.node, waiting, task)
  if (task.do === 'create') return createRequests(composed.node, task)
  if (task.do === 'insert') return plainInserts(composed.node, task)
  return letIn(composed.node, task)
}

process.on(
  'message',
  (message) =>
    void work(Task.parse(message)).then(
      (answer) => process.send?.({ answer }),
      (error: unknown) => process.send?.({ error: String(error instanceof Error ? error.stack : error) }),
    ),
)

let ending = false
async function end(): Promise<void> {
  if (ending) return
  ending = true
  await front.close()
  await composed.stop()
  await db.destroy()
  await databases.stop()
  process.exit(0)
}
process.once('SIGTERM', () => void end())
process.once('disconnect', () => void end())
process.send?.('ready')
