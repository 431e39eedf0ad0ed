import { readConfig } from '@comity/server-app/config'
import { serveNode } from '@comity/server-app/serve'
import { realWorld } from '@comity/world'
import { z } from 'zod'
import { bootOnce } from './boot.ts'

// One node of a test network in a process of its own: `comity node serve` with the people of the test in it. It says `ready` over the
// channel to its parent, moves its clock ahead when it is told to, and ends when it is told to or when the parent is gone.
const [folder = ''] = process.argv.slice(2)
const { config } = readConfig(process.env)
const world = realWorld()
let aheadMs = 0
const clock = { ...world.clock, now: () => new Date(world.clock.now().getTime() + aheadMs) }
const running = await serveNode(config, folder, { ...world, clock })
await bootOnce(running.node)

let ending = false
function end(): void {
  if (ending) return
  ending = true
  void running.stop().then(() => process.exit(0))
}
process.once('SIGTERM', end)
process.once('SIGINT', end)
process.once('disconnect', end)
void running.lost.then((reason) => {
  console.error(`the database server ended: ${reason}`)
  process.exit(1)
})
/** What its parent may tell it. */
const Told = z.strictObject({ aheadMs: z.number().int().nonnegative() })
process.on('message', (message) => {
  aheadMs = Told.parse(message).aheadMs
  process.send?.('moved')
})
process.send?.('ready')
