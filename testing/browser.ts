import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import axe from 'axe-core'
import { chromium, type Browser, type Page as Tab } from 'playwright-core'

/** Debian's Chromium, without the sandbox that a container refuses. */
export function startBrowser(...more: readonly string[]): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none', '--force-color-profile=srgb', ...more],
  })
}

/** The faults of access (WCAG 2.2 AA and good practice) of the page that is open. */
export async function accessFaults(tab: Tab): Promise<string[]> {
  // Its half megabyte costs as much as a run: a page that is looked at again, at another width, has it.
  if ((await tab.evaluate('typeof axe')) === 'undefined') await tab.evaluate(axe.source)
  // The text of a script, since the tab's `axe` has no type here. What is right is counted by it, but not described: a third less work.
  const found: unknown = await tab.evaluate(`axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
    })
    .then((result) => result.violations.flatMap((v) => v.nodes.map((n) => v.id + ' ' + n.target.join(' ') + ' ' + n.failureSummary)))`)
  assert(Array.isArray(found))
  return found.map(String)
}

/** A port of this machine that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  if (!server.listening) await once(server, 'listening')
  const address = server.address()
  assert(address !== null && typeof address === 'object')
  await once(server.close(), 'close')
  return address.port
}
