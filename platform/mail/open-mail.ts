import { createTransport } from 'nodemailer'
import { refusalOf } from './refusal.ts'

/** Where letters go out and in whose name. */
export interface MailOptions {
  /**
   * `smtp://user:password@host:587` or `smtps://…`; user and password may be missing. The line is encrypted, from the first byte or by STARTTLS, and
   * nothing is said before; but for this machine's own, and with `?tls=optional` where there is no password. `?tls=required` encrypts those too.
   */
  readonly url: string
  /** Certificate authorities in PEM that are believed, and no others; those that everybody believes where it is left out. */
  readonly ca?: string
  /** The sender's address. */
  readonly from: string
}

/** One letter of plain text to one address. */
export interface Letter {
  /** Stays the same over all attempts, so that a letter taken twice is recognised as one (RFC 5322, 3.6.4). */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  /** BCP 47, for `Content-Language`. */
  readonly language: string
  readonly at: Date
}

/** The way out to a mail server. */
export interface Mail {
  /**
   * Hands the letter to the server; once it resolves the server has taken it.
   *
   * @throws ComityError `mail-refused` where another attempt is pointless; `mail-deferred` where it is not. Where no letter would go out:
   *   `mail-unavailable`, `mail-not-encrypted`, `mail-not-trusted`, `mail-sign-in-refused`. `answer` never holds the password.
   */
  send(letter: Letter): Promise<void>
  /** Closes what is open. */
  close(): void
}

/** A server that does not answer holds one worker for so long. */
const CONNECT_MS = 15_000
const IDLE_MS = 60_000
/** Opens the way to a mail server; nothing is connected until the first letter. */
export function openMail({ url, from, ca }: MailOptions): Mail {
  const server = new URL(url)
  const host = server.hostname.replace(/^\[|\]$/g, '')
  const user = decodeURIComponent(server.username)
  const pass = decodeURIComponent(server.password)
  const secure = server.protocol === 'smtps:'
  const domain = from.slice(from.lastIndexOf('@') + 1)
  const transport = createTransport({
    host,
    port: server.port === '' ? (secure ? 465 : 587) : Number(server.port),
    secure,
    requireTLS: !secure && mustBeEncrypted(server),
    tls: { minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) },
    ...(user === '' ? {} : { auth: { user, pass } }),
    // The name of the machine is nobody's business.
    name: domain,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: IDLE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send({ id, to, subject, text, language, at }) {
      try {
        await transport.sendMail({
          from: { name: '', address: from },
          to: { name: '', address: to },
          subject,
          text,
          textEncoding: 'base64',
          date: at,
          messageId: `<${id}@${domain}>`,
          xMailer: false,
          // RFC 3834, 5: no answering machine replies to it.
          headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
        })
      } catch (error) {
        throw refusalOf(error, pass)
      }
    },
    close: () => transport.close(),
  }
}

/** Who is written to, and a password, go over no line in clear, but this machine's own; without a password whoever runs the node may trust a line. */
function mustBeEncrypted({ hostname, searchParams, username }: URL): boolean {
  if (searchParams.get('tls') === 'required') return true
  if (isLoopback(hostname)) return false
  return username !== '' || searchParams.get('tls') !== 'optional'
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host)
}
