import { createServer } from 'node:http'
import type { IncomingHttpHeaders, Server } from 'node:http'
import { after } from 'node:test'
import { addUnit, systemActor } from '@comity/accounts/server'
import { requestsReceiver } from '@comity/requests/server'
import { openOffices as open } from '@comity/testing/offices'
import type { Office } from '@comity/testing/offices'
import { CreateMachine } from './contract.ts'
import { requestListener } from './hear-request.ts'
import { confirmMachine, createMachine } from './operations/machines.ts'

export type { Office } from '@comity/testing/offices'

/** Two offices with a bridge each. */
export function openOffices(): Promise<{ arlenia: Office; bresonia: Office }> {
  return open({
    modules: ['audit', 'accounts', 'directory', 'exchange', 'requests', 'bridge'],
    receivers: [requestsReceiver()],
    listeners: [requestListener({ folder: true })],
  })
}

/** A desk of the office. */
export function unitOf(office: Office, name: string): Promise<string> {
  return office.as(systemActor(office.authorityId), async (ctx) => (await addUnit(ctx, { name, names: {} })).id)
}

/** A key that works: made by the administrator, confirmed by the head. */
export async function keyOf(office: Office, wish: { readonly [Field in keyof CreateMachine]?: CreateMachine[Field] }) {
  const input = CreateMachine.parse({ name: 'Case system', acts: ['read'], expiresOn: '2026-12-31', ...wish })
  const { machine, key } = await office.as(office.person('adam', 'administrator'), (ctx) => createMachine(ctx, input))
  await office.as(office.person('hugo', 'head'), (ctx) => confirmMachine(ctx, machine.id))
  return { id: machine.id, key }
}

/** What a receiver got. */
export interface Got {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A program of the office that takes events; `answer` says with which status, or null: never. */
export async function receiver(answer: (got: Got, count: number) => number | null) {
  const got: Got[] = []
  const server = createServer((incoming, outgoing) => {
    const parts: Buffer[] = []
    incoming.on('data', (part: Buffer) => parts.push(part))
    incoming.on('end', () => {
      const one = { path: incoming.url ?? '', headers: incoming.headers, body: Buffer.concat(parts).toString() }
      got.push(one)
      const status = answer(one, got.length)
      if (status === null) return
      outgoing.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end()
    })
  })
  const port = await listening(server)
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  const hangUp = (): void => server.closeAllConnections()
  return { got, hangUp, url: `http://127.0.0.1:${port}/events`, host: `127.0.0.1:${port}` }
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}
