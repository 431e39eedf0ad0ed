import { ComityError } from '@comity/errors'
import { createTransport } from 'nodemailer'

/** Where letters go out and in whose name. */
export interface MailOptions {
  /** `smtp://user:password@host:587` or `smtps://…`; user and password may be missing. */
  readonly url: string
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
   * @throws ComityError `mail-refused` where another attempt is pointless, `mail-unavailable` where one is not; `answer` never holds the password.
   */
  send(letter: Letter): Promise<void>
  /** Closes what is open. */
  close(): void
}

/** A server that does not answer holds one worker for so long. */
const CONNECT_MS = 15_000
const IDLE_MS = 60_000
/** A server may say more than anyone wants to keep. */
const MAX_ANSWER = 200

/** Opens the way to a mail server; nothing is connected until the first letter. */
export function openMail({ url, from }: MailOptions): Mail {
  const server = new URL(url)
  const user = decodeURIComponent(server.username)
  const pass = decodeURIComponent(server.password)
  const secure = server.protocol === 'smtps:'
  const domain = from.slice(from.lastIndexOf('@') + 1)
  const transport = createTransport({
    host: server.hostname.replace(/^\[|\]$/g, ''),
    port: server.port === '' ? (secure ? 465 : 587) : Number(server.port),
    secure,
    // A password never goes over a line in clear, but for this machine's own.
    requireTLS: !secure && user !== '' && !isLoopback(server.hostname),
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

function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host)
}

/** The cause is left out: what a mail library hangs on its errors may hold the credentials. */
function refusalOf(error: unknown, password: string): ComityError {
  const { code, responseCode, response, command } = partsOf(error)
  const said = [code, response ?? responseCode].filter((part) => part !== undefined).join(' ')
  const answer = (password === '' ? said : said.replaceAll(password, '…')).replaceAll(/\s+/g, ' ').slice(0, MAX_ANSWER)
  // RFC 5321, 4.2.1: 5yz to the recipient or to the letter is final. To anything else it is our own settings that are wrong.
  const ofLetter = command === 'RCPT TO' || command === 'DATA' || code === 'EMESSAGE'
  const isFinal = ofLetter && responseCode !== undefined && responseCode >= 500
  return new ComityError(isFinal ? 'mail-refused' : 'mail-unavailable', { values: { answer: answer || 'unknown' } })
}

interface Parts {
  readonly code?: string | undefined
  readonly responseCode?: number | undefined
  readonly response?: string | undefined
  readonly command?: string | undefined
}

function partsOf(error: unknown): Parts {
  if (!(error instanceof Error)) return {}
  const found = new Map<string, unknown>(Object.entries(error))
  const text = (name: string): string | undefined => {
    const value = found.get(name)
    return typeof value === 'string' ? value : undefined
  }
  const responseCode = found.get('responseCode')
  return {
    code: text('code'),
    response: text('response'),
    command: text('command'),
    responseCode: typeof responseCode === 'number' ? responseCode : undefined,
  }
}
