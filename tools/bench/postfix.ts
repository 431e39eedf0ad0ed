import assert from 'node:assert/strict'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * The peer of the exchange bench: a Postfix of its own (own queue, own ports, loopback only) that takes messages, syncs them to its queue
 * and relays them to a sink, which is what store and forward by mail costs. It neither signs, seals nor returns a signed receipt.
 */
export interface Postfix {
  /** Sends `count` messages of `bytes` over `sessions` connections; seconds until the sink has all of them. */
  bare(count: number, bytes: number, sessions: number): Promise<number>
  /** The same, each message first signed and encrypted by `openssl cms`, `sessions` at a time. */
  withCms(count: number, bytes: number, sessions: number): Promise<number>
  stop(): void
}

const smtpPort = 12_525
const sinkPort = 12_526

export function startPostfix(): Postfix {
  const folder = mkdtempSync(path.join(tmpdir(), 'comity-postfix-'))
  chmodSync(folder, 0o755)
  configure(folder)
  execFileSync('postfix', ['-c', folder, 'start'], { stdio: 'ignore' })
  const cms = makeCmsKeys(folder)
  return {
    bare: (count, bytes, sessions) =>
      untilSunk(count, () =>
        spawn('smtp-source', [
          '-s',
          `${sessions}`,
          '-m',
          `${count}`,
          '-l',
          `${bytes}`,
          '-f',
          'a@a.test',
          '-t',
          'b@b.test',
          `127.0.0.1:${smtpPort}`,
        ]),
      ),
    withCms: (count, bytes, sessions) => untilSunk(count, () => spawn('sh', [cms, `${count}`, `${bytes}`, `${sessions}`])),
    stop: () => {
      spawnSync('postfix', ['-c', folder, 'stop'], { stdio: 'ignore' })
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function configure(folder: string): void {
  for (const name of ['queue', 'data']) mkdirSync(path.join(folder, name))
  execFileSync('chown', ['postfix', path.join(folder, 'data')])
  const main = {
    queue_directory: path.join(folder, 'queue'),
    data_directory: path.join(folder, 'data'),
    compatibility_level: '3.6',
    mydestination: '',
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    relayhost: `[127.0.0.1]:${sinkPort}`,
    smtp_tls_security_level: 'none',
    smtpd_client_connection_rate_limit: '0',
    smtpd_client_connection_count_limit: '0',
    default_destination_concurrency_limit: '40',
    maillog_file: path.join(folder, 'mail.log'),
    maillog_file_prefixes: folder,
    alias_maps: '',
    alias_database: '',
  }
  writeFileSync(
    path.join(folder, 'main.cf'),
    Object.entries(main)
      .map(([key, value]) => `${key} = ${value}\n`)
      .join(''),
  )
  const stock = readFileSync('/etc/postfix/master.cf', 'utf8')
  assert(/^smtp\s+inet/m.test(stock), 'the stock master.cf has an smtp service')
  writeFileSync(
    path.join(folder, 'master.cf'),
    stock.replace(/^smtp\s+inet/m, `127.0.0.1:${smtpPort} inet`).replaceAll(/^((?:\S+\s+){4})y/gm, '$1n'),
  )
}

function makeCmsKeys(folder: string): string {
  const subject = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-x509', '-days', '2']
  for (const name of ['sender', 'addressee']) {
    execFileSync(
      'openssl',
      ['req', ...subject, '-subj', `/CN=${name}`, '-keyout', `${folder}/${name}.key`, '-out', `${folder}/${name}.pem`],
      { stdio: 'ignore' },
    )
  }
  const one = path.join(folder, 'one.sh')
  writeFileSync(
    one,
    `set -e
cd ${folder}
openssl cms -sign -binary -cades -nodetach -outform DER -in "body-$2" -signer sender.pem -inkey sender.key |
  openssl cms -encrypt -binary -aes-256-gcm -outform PEM -out "mail-$1.p7m" addressee.pem
{ printf 'From: a@a.test\\nTo: b@b.test\\nSubject: dossier\\n\\n'; cat "mail-$1.p7m"; } > "mail-$1"
smtp-source -F "mail-$1" -f a@a.test -t b@b.test 127.0.0.1:${smtpPort}
rm "mail-$1" "mail-$1.p7m"
`,
  )
  const all = path.join(folder, 'all.sh')
  writeFileSync(all, `cd ${folder}\nhead -c "$2" /dev/urandom > "body-$2"\nseq "$1" | xargs -P "$3" -I{} sh ${one} {} "$2"\n`)
  assert(existsSync(all))
  return all
}

async function untilSunk(count: number, send: () => ReturnType<typeof spawn>): Promise<number> {
  const sink = spawn('smtp-sink', ['-u', 'nobody', '-M', `${count}`, `127.0.0.1:${sinkPort}`, '256'], { stdio: 'ignore' })
  const sunk = new Promise<void>((resolve) => sink.once('exit', () => resolve()))
  await sleep(300)
  const began = performance.now()
  const sender = send()
  sender.stdout?.resume()
  sender.stderr?.resume()
  const late = setTimeout(() => sink.kill(), 300_000)
  await sunk
  clearTimeout(late)
  sender.kill()
  return (performance.now() - began) / 1000
}
