import { concat, view } from '../bytes/bytes.ts'
import { kemShareBytes } from './hybrid-kem.ts'

/** What the header says for one recipient: the KEM share, and the file key under it. */
export interface Stanza {
  readonly share: Uint8Array
  readonly wrapped: Uint8Array
}

/** Bounds trial decryption: a dossier goes to one authority, its own sender and a few more. */
export const maxRecipients = 20
const wrappedBytes = 16 + 16
const macBytes = 32
const firstLine = 'age-encryption.org/v1\n'
const shareChars = Math.ceil((kemShareBytes * 4) / 3)
const wrappedChars = Math.ceil((wrappedBytes * 4) / 3)
const macChars = Math.ceil((macBytes * 4) / 3)
const stanza = new RegExp(`-> mlkem768x25519 ([A-Za-z0-9+/]{${shareChars}})\\n([A-Za-z0-9+/]{${wrappedChars}})\\n`, 'y')
const macLine = new RegExp(`--- ([A-Za-z0-9+/]{${macChars}})\\n`, 'y')
const stanzaBytes = '-> mlkem768x25519 '.length + shareChars + 1 + wrappedChars + 1
const maxHeaderBytes = firstLine.length + maxRecipients * stanzaBytes + '--- \n'.length + macChars

/** The header up to and with `---`: what its MAC covers. */
export function writeHeader(stanzas: readonly Stanza[]): Buffer {
  const lines = stanzas.map(({ share, wrapped }) => `-> mlkem768x25519 ${unpadded(share)}\n${unpadded(wrapped)}\n`)
  return Buffer.from(`${firstLine}${lines.join('')}---`, 'latin1')
}

/** The end of the header. */
export function writeMac(mac: Uint8Array): Buffer {
  return Buffer.from(` ${unpadded(mac)}\n`, 'latin1')
}

export interface Header {
  readonly stanzas: readonly Stanza[]
  readonly covered: Buffer
  readonly mac: Buffer
  /** Length of the whole header: the payload begins here. */
  readonly length: number
}

/** Reads a header with post-quantum stanzas only. Null when it is anything else, or not in its one form. */
export function readHeader(file: Uint8Array): Header | null {
  const text = view(file.subarray(0, maxHeaderBytes)).toString('latin1')
  if (!text.startsWith(firstLine)) return null
  const stanzas: Stanza[] = []
  let at = firstLine.length
  for (;;) {
    stanza.lastIndex = at
    const found = stanza.exec(text)
    if (found === null) break
    const [whole, share = '', wrapped = ''] = found
    stanzas.push({ share: Buffer.from(share, 'base64'), wrapped: Buffer.from(wrapped, 'base64') })
    at += whole.length
  }
  macLine.lastIndex = at
  const end = macLine.exec(text)
  if (end === null || stanzas.length === 0) return null
  const mac = Buffer.from(end[1] ?? '', 'base64')
  const covered = writeHeader(stanzas)
  const length = at + end[0].length
  // Writing it again finds base64 with stray bits at its end, which decoders forgive.
  return view(concat(covered, writeMac(mac))).equals(file.subarray(0, length)) ? { stanzas, covered, mac, length } : null
}

function unpadded(bytes: Uint8Array): string {
  return view(bytes).toString('base64').replace(/=+$/, '')
}
