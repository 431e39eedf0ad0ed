import { freePort } from './browser.ts'
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readConfig } from '../apps/server/config.ts'
import { startDemo } from '../apps/server/demo/start-demo.ts'

/** The demonstration, started for a test on a free port. */
export interface DemoNetwork {
  readonly port: number
  /** The one-click sign-in link of an officer, by name. */
  linkOf(name: string): string
  stop(): Promise<void>
}

export async function startDemoNetwork(): Promise<DemoNetwork> {
  const folder = await mkdtemp(path.join(tmpdir(), 'comity-demo-'))
  const port = await freePort()
  const { config } = readConfig({ COMITY_DATA_DIR: folder, COMITY_PORT: `${port}`, COMITY_LOG_LEVEL: 'error' })
  const demo = await startDemo(config)
  return {
    port,
    linkOf(name) {
      const link = new RegExp(`${name} .*?(http\\S+)`).exec(demo.welcome)?.[1]
      assert(link, `the demonstration has no ${name}`)
      return link
    },
    async stop() {
      await demo.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
