import { ComityError } from '@comity/errors'
import { sha256Hex } from '../bytes/bytes.ts'
import { verifyDetached, type VerifiedSignature } from '../cms/verify-detached.ts'
import { readAsicManifest } from './asic-manifest.ts'
import {
  isFileName,
  manifestName,
  officerSignatureName,
  sealSignatureName,
  timeStampProofName,
  timeStampTokenName,
} from './entry-name.ts'
import type { ContainerEntry } from './pack-container.ts'
import type { ContainerTimeStamp } from './sign-container.ts'
import { unpackContainer, type ContainerLimits } from './unpack-container.ts'

/** A container whose every file is under the manifest, and the manifest under its signatures. Whom to believe: `verifyChain`. */
export interface OpenedContainer {
  /** By name, in the order of the container; windows into the input. */
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly manifest: Uint8Array
  /** SHA-256 in lower-case hex. */
  readonly manifestHash: string
  readonly seal: VerifiedSignature
  readonly officer: VerifiedSignature | null
  /** Not verified here: see `verifyTimeStampToken` and `verifyMerklePath`. */
  readonly timeStamp: ContainerTimeStamp | null
}

/**
 * Opens a container of protocol/04 §4.4: canonical form, canonical manifest, each digest, no file without a line and no
 * line without a file, signatures over the manifest.
 *
 * @throws ComityError `too-large`, `container-malformed`, `container-not-canonical`, `manifest-malformed`,
 * `manifest-mismatch`, `signature-malformed`, `certificate-malformed` or `signature-invalid`.
 */
export function openContainer(bytes: Uint8Array, limits?: ContainerLimits): OpenedContainer {
  const entries = unpackContainer(bytes, limits)
  const byName = new Map(entries.map((entry) => [entry.name, entry.bytes]))
  const manifest = mustHave(byName, manifestName)
  const files = entries.filter(({ name }) => isFileName(name))
  mustMatch(files, manifest)
  const officerCms = byName.get(officerSignatureName)
  return {
    files: new Map(files.map((file) => [file.name, file.bytes])),
    manifest,
    manifestHash: sha256Hex(manifest),
    seal: verifyDetached({ cms: mustHave(byName, sealSignatureName), content: manifest }),
    officer: officerCms === undefined ? null : verifyDetached({ cms: officerCms, content: manifest }),
    timeStamp: readTimeStamp(byName),
  }
}

function mustMatch(files: readonly ContainerEntry[], manifest: Uint8Array): void {
  const lines = readAsicManifest(manifest)
  const fits = lines.length === files.length && lines.every((line, index) => line.name === files[index]?.name)
  if (!fits) throw new ComityError('manifest-mismatch', { values: { reason: 'the manifest names other files' } })
  lines.forEach((line, index) => {
    if (sha256Hex(files[index]?.bytes ?? new Uint8Array()) !== line.sha256)
      throw new ComityError('manifest-mismatch', { values: { name: line.name } })
  })
}

function readTimeStamp(byName: ReadonlyMap<string, Uint8Array>): ContainerTimeStamp | null {
  const token = byName.get(timeStampTokenName)
  const proof = byName.get(timeStampProofName)
  if (token === undefined && proof === undefined) return null
  if (token === undefined || proof === undefined)
    throw new ComityError('container-malformed', { values: { reason: 'half of a time stamp' } })
  return { token, proof }
}

function mustHave(byName: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array {
  const bytes = byName.get(name)
  if (bytes === undefined) throw new ComityError('container-malformed', { values: { reason: `${name} is missing` } })
  return bytes
}
