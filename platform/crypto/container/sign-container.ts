import { sha256Hex, type Bytes } from '../bytes/bytes.ts'
import { signDetached, type SignerKey } from '../cms/sign-detached.ts'
import { asicManifest } from './asic-manifest.ts'
import { manifestName, officerSignatureName, sealSignatureName, timeStampProofName, timeStampTokenName } from './entry-name.ts'
import { packContainer, type ContainerEntry } from './pack-container.ts'

export interface SignedContainer {
  readonly bytes: Bytes
  /** SHA-256 of the manifest in lower-case hex: the identity of what is in the container. */
  readonly manifestHash: string
}

/** A stamp made beforehand over the manifest's hash, and the proof that leads from the hash to the stamped root. */
export interface ContainerTimeStamp {
  readonly token: Uint8Array
  readonly proof: Uint8Array
}

/** An ASiC-E container (protocol/04): files, manifest, the seal's signature over it, and the officer's where one is given. */
export function signContainer(input: {
  files: readonly ContainerEntry[]
  seal: SignerKey
  officer?: SignerKey
  timeStamp?: ContainerTimeStamp
  at: Date
}): SignedContainer {
  const { files, seal, officer, timeStamp, at } = input
  const manifest = asicManifest(files)
  const entries = [
    ...files,
    { name: manifestName, bytes: manifest },
    { name: sealSignatureName, bytes: signDetached({ ...seal, content: manifest, at }) },
  ]
  if (officer) entries.push({ name: officerSignatureName, bytes: signDetached({ ...officer, content: manifest, at }) })
  if (timeStamp)
    entries.push({ name: timeStampProofName, bytes: timeStamp.proof }, { name: timeStampTokenName, bytes: timeStamp.token })
  return { bytes: packContainer(entries), manifestHash: sha256Hex(manifest) }
}
