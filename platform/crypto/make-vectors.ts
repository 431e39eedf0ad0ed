import { createECDH, createPrivateKey, createPublicKey } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import {
  asicManifest,
  base64,
  base64url,
  canonicalJson,
  createAuthorityCa,
  generateSealIdentity,
  hex,
  issueLeaf,
  merklePath,
  merkleRoot,
  packContainer,
  parseSealIdentity,
  parseSealRecipient,
  seal,
  sha256,
  signContainer,
  signDetached,
  type LeafUse,
  type SigningKeyPair,
} from './index.ts'
import { at, seededChance } from './test-authority.ts'

// Writes protocol/vectors. Keys and chance are fixed; ECDSA and ML-KEM draw from the system, so a new run gives other signatures
// and seals of the same meaning, and the files are to be replaced only when a format changes.
const chance = seededChance('protocol/vectors')
const text = (content: string) => new TextEncoder().encode(content)
const serial = Uint8Array.of(1)
const validity = { serial, notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2048-12-31T23:59:59Z') }
const subject = { country: 'XA', organization: 'Ministry of Justice', commonName: 'Central Authority' }

function fixedKeyPair(seed: string): SigningKeyPair {
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(sha256(text(seed)))
  const point = curve.getPublicKey()
  const part = (from: number) => base64url(point.subarray(from, from + 32))
  const privateKey = createPrivateKey({
    key: { kty: 'EC', crv: 'P-256', d: base64url(curve.getPrivateKey()), x: part(1), y: part(33) },
    format: 'jwk',
  })
  return { privateKey, publicKey: createPublicKey(privateKey.export({ type: 'pkcs8', format: 'pem' })) }
}

const ca = createAuthorityCa({ ...validity, subject, keyPair: fixedKeyPair('authority') })
const signer = (use: LeafUse) => {
  const { privateKey, publicKey } = fixedKeyPair(use)
  return {
    certificateDer: issueLeaf({ ...validity, use, subject: { ...subject, commonName: use }, publicKey, ca }),
    chainDer: [ca.certificateDer],
    privateKey,
  }
}

function altered(bytes: Uint8Array, index: number): Uint8Array {
  const copy = Uint8Array.from(bytes)
  copy[index] = (copy[index] ?? 0) ^ 1
  return copy
}

function write(name: string, description: string, cases: readonly object[]): void {
  writeFileSync(
    new URL(`../../protocol/vectors/${name}.json`, import.meta.url),
    `${JSON.stringify({ description, cases }, null, 2)}\n`,
  )
}

function writeJcs(): void {
  const good = [{ b: 1, a: [true, null, 'é\u20ac\u000f"\\'] }, [], {}, -1.5, 1e21, 'text', { '\u{1f600}': 5, '\ufb33': 3 }]
  const bad = [
    ['{"a":1,"a":2}', 'json-malformed'],
    ['"\\ud800"', 'json-malformed'],
    ['9007199254740992', 'json-malformed'],
    ['{"__proto__":1}', 'json-malformed'],
    [`${'['.repeat(33)}${']'.repeat(33)}`, 'json-malformed'],
    ['{"b":1,"a":2}', 'json-not-canonical'],
    ['1.0', 'json-not-canonical'],
    ['[ ]', 'json-not-canonical'],
  ] as const
  const canonical = good.filter((value) => value !== 1e21).map((value) => ({ text: canonicalJson(value), expect: 'ok' }))
  write('jcs', 'protocol/01: `text` read as canonical JSON', [
    ...canonical,
    ...bad.map(([json, expect]) => ({ text: json, expect })),
  ])
}

function writeCms(): void {
  const content = text('content\n')
  const cms = signDetached({ ...signer('seal'), content, at })
  const one = (name: string, bytes: Uint8Array, about: Uint8Array, expect: string) => ({
    name,
    cms: base64(bytes),
    content: base64(about),
    expect,
  })
  write('cms', 'protocol/03: base64 of a detached signature and its content', [
    one('good', cms, content, 'ok'),
    one('other content', cms, text('other'), 'signature-invalid'),
    one('signature altered', altered(cms, cms.length - 1), content, 'signature-invalid'),
    one('embedded authority altered', altered(cms, cms.length - 700), content, 'signature-malformed'),
    one('version altered', altered(cms, 21), content, 'signature-malformed'),
    one('a byte behind', Uint8Array.of(...cms, 0), content, 'signature-malformed'),
  ])
}

function writeContainer(): void {
  const files = [
    { name: 'dossier.json', bytes: text('{}') },
    { name: 'attachments/a.txt', bytes: text('evidence') },
  ]
  const key = signer('seal')
  const { bytes, manifestHash } = signContainer({ files, seal: key, at })
  const short = asicManifest(files.slice(0, 1))
  const unlisted = packContainer([
    ...files,
    { name: 'META-INF/ASiCManifest001.xml', bytes: short },
    { name: 'META-INF/signature001.p7s', bytes: signDetached({ ...key, content: short, at }) },
  ])
  const one = (name: string, container: Uint8Array, expect: string) => ({ name, container: base64(container), expect })
  write('container', 'protocol/04: base64 of a container', [
    { ...one('good', bytes, 'ok'), manifestHash },
    one('a file that the manifest does not name', unlisted, 'manifest-mismatch'),
    one('a byte behind', Uint8Array.of(...bytes, 0), 'container-not-canonical'),
    one('another time of day', altered(bytes, 10), 'container-not-canonical'),
    one('compressed', altered(bytes, 8), 'container-malformed'),
    one('cut short', bytes.subarray(0, 200), 'container-malformed'),
  ])
}

function writeAge(): void {
  const { identity, recipient } = generateSealIdentity(chance)
  const plain = text('plaintext')
  const file = seal(plain, [parseSealRecipient(parseSealIdentity(identity).recipient)], chance)
  const one = (name: string, bytes: Uint8Array, expect: string) => ({
    name,
    identity,
    file: base64(bytes),
    plaintextSha256: hex(sha256(plain)),
    expect,
  })
  write('age', 'protocol/05: base64 of a sealed file and the identity that it is for', [
    { ...one('good', file, 'ok'), recipient },
    one('share altered', altered(file, 100), 'unsealing-failed'),
    one('payload altered', altered(file, file.length - 1), 'unsealing-failed'),
    one('cut short', file.subarray(0, -1), 'unsealing-failed'),
    { ...one('for somebody else', file, 'unsealing-failed'), identity: generateSealIdentity(chance).identity },
  ])
}

function writeMerkle(): void {
  const leaves = Array.from({ length: 7 }, (_, index) => Uint8Array.of(index))
  const root = hex(merkleRoot(leaves))
  const one = (index: number, size = 7) => ({
    leaf: hex(leaves[index] ?? new Uint8Array()),
    index,
    size,
    path: merklePath(leaves, index).map(hex),
    root,
  })
  write('merkle', 'protocol/06: hex of a leaf, its place, its path and the root', [
    ...leaves.map((_, index) => ({ ...one(index), expect: true })),
    { ...one(6), size: 8, expect: false },
    { ...one(2), index: 3, expect: false },
    { ...one(2), path: one(2).path.slice(1), expect: false },
    { ...one(2), index: 7, expect: false },
  ])
}

writeJcs()
writeCms()
writeContainer()
writeAge()
writeMerkle()
