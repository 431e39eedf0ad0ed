import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** A process that was started here and is ended here, by its own id. */
export interface OwnProcess {
  readonly pid: number
  /** Sends it a message over the channel between the two and gives its next one. */
  ask(message: object): Promise<unknown>
  /** Asks it to end and waits until it has. */
  stop(): Promise<void>
}

/** The longest a process may take from its start to `ready`: first start on a slow disk, several at a time. */
const READY_MS = 240_000

/**
 * Starts a TypeScript file with the loader of this process and waits until it says `ready`. It ends with this process at the latest, because
 * the channel between the two closes.
 */
export async function startProcess(
  file: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<OwnProcess> {
  const child = spawn(process.execPath, [...loaderOf(process.execArgv), file, ...args], {
    env: { ...cleanEnvironment(), ...environment },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const gone = once(child, 'exit')
  const late = setTimeout(() => child.kill('SIGKILL'), READY_MS)
  const first = await Promise.race([once(child, 'message'), gone])
  clearTimeout(late)
  if (child.pid === undefined || first[0] !== 'ready') throw new Error(`${file} ended before it was ready (${String(first[0])})`)
  return {
    pid: child.pid,
    ask: async (message) => {
      const answered = once(child, 'message')
      child.send(message)
      const [answer]: unknown[] = await Promise.race([answered, gone])
      return answer
    },
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
      await gone
    },
  }
}

/** What loads TypeScript, without what concerns this process alone, as `--test`. */
function loaderOf(execArgv: readonly string[]): string[] {
  const at = execArgv.findIndex((argument) => argument === '--import')
  const loader = at === -1 ? execArgv.filter((argument) => argument.startsWith('--import=')) : execArgv.slice(at, at + 2)
  return [...loader, '--disable-warning=ExperimentalWarning']
}

/** The settings of who runs the tests must not leak into the nodes. */
function cleanEnvironment(): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('COMITY_') && !name.startsWith('NODE_TEST')),
  )
}

/** Ports of this machine that nobody listens on now. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  const ports = await Promise.all(
    servers.map(async (server) => {
      if (!server.listening) await once(server, 'listening')
      const address = server.address()
      return typeof address === 'object' && address !== null ? address.port : 0
    }),
  )
  await Promise.all(servers.map(async (server) => once(server.close(), 'close')))
  return ports
}
