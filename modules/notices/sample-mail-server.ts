import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after } from 'node:test'
import { SMTPServer } from 'smtp-server'
import type { SMTPServerOptions } from 'smtp-server'

/** A certificate with its key, in PEM. */
export interface Pair {
  readonly cert: string
  readonly key: string
}

/** Certificates as mail servers bear them. */
export interface Certificates {
  /** Who issued all but the last. */
  readonly ca: string
  readonly good: Pair
  readonly expired: Pair
  readonly otherName: Pair
  readonly selfSigned: Pair
}

/** Makes them anew: nothing that expires lies in the house. */
export function makeCertificates(): Certificates {
  const folder = mkdtempSync(path.join(tmpdir(), 'mail-'))
  const run = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  const read = (name: string) => readFileSync(path.join(folder, name), 'utf8')
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  run('req', '-x509', ...newKey, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=Ministry CA', '-days', '2')
  const issued = (name: string, host: string, days: string): Pair => {
    run('req', ...newKey, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${host}`)
    writeFileSync(path.join(folder, 'names'), `subjectAltName=DNS:${host}`)
    const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', days, '-extfile', 'names']
    run('x509', '-req', '-in', `${name}.csr`, '-out', `${name}.pem`, ...by)
    return { cert: read(`${name}.pem`), key: read(`${name}.key`) }
  }
  const made = {
    good: issued('good', 'localhost', '2'),
    expired: issued('expired', 'localhost', '-1'),
    otherName: issued('other', 'mail.elsewhere.example', '2'),
  }
  const own = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '2']
  run('req', '-x509', ...newKey, '-keyout', 'own.key', '-out', 'own.pem', ...own)
  const found = { ...made, ca: read('ca.pem'), selfSigned: { cert: read('own.pem'), key: read('own.key') } }
  rmSync(folder, { recursive: true })
  return found
}

/** A letter as a server took it. */
export interface Taken {
  readonly to: string
  readonly text: string
  readonly secure: boolean
}

/** A real mail server on loopback, which keeps what it takes; ended after the tests. */
export async function mailServer(
  options: SMTPServerOptions,
): Promise<{ readonly port: number; readonly taken: readonly Taken[] }> {
  const taken: Taken[] = []
  const server = new SMTPServer({
    logger: false,
    authOptional: true,
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { envelope, secure } = session
        taken.push({ to: envelope.rcptTo[0]?.address ?? '', text: Buffer.concat(chunks).toString(), secure })
        done()
      })
    },
    ...options,
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  after(() => server.close())
  const { port } = server.server.address() as AddressInfo
  return { port, taken }
}
