import { ComityError } from '@comity/errors'
import { base64, fromBase64, hex, fromHex, sameBytes, sha256Hex, type Bytes } from '../bytes/bytes.ts'
import { isFileName, sealSignatureName } from './entry-name.ts'
import type { ContainerEntry } from './pack-container.ts'

/** One file that the manifest vouches for. */
export interface ManifestLine {
  readonly name: string
  /** Lower-case hex. */
  readonly sha256: string
}

// ETSI EN 319 162-1 §A.4, in one fixed spelling, so that reading needs no XML parser.
const head =
  '<?xml version="1.0" encoding="UTF-8"?>\n' +
  '<asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">\n' +
  `<asic:SigReference URI="${sealSignatureName}" MimeType="application/pkcs7-signature"/>\n`
const foot = '</asic:ASiCManifest>\n'
const line =
  /<asic:DataObjectReference URI="([^"]{1,200})"><ds:DigestMethod Algorithm="[^"]{1,60}"\/><ds:DigestValue>([A-Za-z0-9+/=]{44})<\/ds:DigestValue><\/asic:DataObjectReference>\n/g

/** The manifest of these files, which are all but `mimetype` and META-INF, in the order of the container. */
export function asicManifest(files: readonly ContainerEntry[]): Bytes {
  return writeManifest(files.map(({ name, bytes }) => ({ name, sha256: sha256Hex(bytes) })))
}

/** @throws ComityError `manifest-malformed` unless writing it again gives the same bytes. */
export function readAsicManifest(manifest: Uint8Array): ManifestLine[] {
  const text = new TextDecoder('latin1').decode(manifest)
  const lines = [...text.matchAll(line)].map(([, name = '', digest = '']) => ({ name, sha256: readDigest(digest) }))
  const sound = lines.every(({ name }) => isFileName(name)) && sameBytes(writeManifest(lines), manifest)
  if (!sound) throw new ComityError('manifest-malformed')
  return lines
}

function writeManifest(lines: readonly ManifestLine[]): Bytes {
  const references = lines.map(
    ({ name, sha256 }) =>
      `<asic:DataObjectReference URI="${name}"><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>` +
      `<ds:DigestValue>${base64(fromHex(sha256))}</ds:DigestValue></asic:DataObjectReference>\n`,
  )
  return new TextEncoder().encode(head + references.join('') + foot)
}

function readDigest(text: string): string {
  try {
    return hex(fromBase64(text))
  } catch (cause) {
    throw new ComityError('manifest-malformed', { cause })
  }
}
