import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  asicManifest,
  certificateToPem,
  openContainer,
  packContainer,
  readAsicManifest,
  signContainer,
  signDetached,
  unpackContainer,
  type ContainerEntry,
} from '../index.ts'
import { at, refusal, testAuthority, workshop } from '../test-authority.ts'

const { ca, leaf } = testAuthority()
const sealKey = leaf('seal')
const text = (content: string) => new TextEncoder().encode(content)
const files: readonly ContainerEntry[] = [
  { name: 'dossier.json', bytes: text('{}') },
  { name: 'attachments/a.txt', bytes: text('evidence') },
]
const signed = signContainer({ files, seal: sealKey, at })
const anyFault = refusal(
  'container-malformed',
  'container-not-canonical',
  'manifest-malformed',
  'manifest-mismatch',
  'signature-malformed',
  'signature-invalid',
  'certificate-malformed',
)

/** A container with these files and META-INF entries, signed over whatever the manifest says. */
function forged(inside: readonly ContainerEntry[], manifest: Uint8Array): Uint8Array {
  const signature = signDetached({ ...sealKey, content: manifest, at })
  return packContainer([
    ...inside,
    { name: 'META-INF/ASiCManifest001.xml', bytes: manifest },
    { name: 'META-INF/signature001.p7s', bytes: signature },
  ])
}

describe('a signed container', () => {
  it('opens to its files, its identity and its signer', () => {
    const opened = openContainer(signed.bytes)
    assert.deepEqual(
      [...opened.files.keys()],
      files.map(({ name }) => name),
    )
    assert.equal(Buffer.from(opened.files.get('attachments/a.txt') ?? []).toString(), 'evidence')
    assert.equal(opened.manifestHash, signed.manifestHash)
    assert.deepEqual(opened.seal.signerCertificateDer, sealKey.certificateDer)
    assert.equal(opened.officer, null)
    assert.equal(opened.timeStamp, null)
  })

  it('carries an officer’s signature and a time stamp', () => {
    const officer = leaf('officer')
    const opened = openContainer(
      signContainer({ files, seal: sealKey, officer, timeStamp: { token: text('t'), proof: text('{}') }, at }).bytes,
    )
    assert.deepEqual(opened.officer?.signerCertificateDer, officer.certificateDer)
    assert.equal(Buffer.from(opened.timeStamp?.token ?? []).toString(), 't')
  })

  it('is refused when any single byte of it is altered, when cut short, and with bytes before or behind', () => {
    const { bytes } = signed
    for (let index = 0; index < bytes.length; index += 1) {
      const altered = Uint8Array.from(bytes)
      altered[index] = (altered[index] ?? 0) ^ (1 << (index % 8))
      assert.throws(() => openContainer(altered), anyFault, `byte ${index}`)
    }
    for (const other of [
      bytes.subarray(0, -1),
      Uint8Array.of(...bytes, 0),
      Uint8Array.of(0, ...bytes),
      new Uint8Array(),
      Uint8Array.of(...bytes, ...bytes),
    ]) {
      assert.throws(() => openContainer(other), anyFault)
    }
  })

  it('is refused when a file is not in the manifest, or a line has no file, or another order', () => {
    const [first, second] = files
    assert.ok(first && second)
    const mismatch = refusal('manifest-mismatch')
    assert.throws(() => openContainer(forged(files, asicManifest([first]))), mismatch)
    assert.throws(() => openContainer(forged([first], asicManifest(files))), mismatch)
    assert.throws(() => openContainer(forged([second, first], asicManifest(files))), mismatch)
    assert.throws(() => openContainer(forged([first, { ...second, bytes: text('other') }], asicManifest(files))), mismatch)
  })

  it('is refused with a manifest in another spelling', () => {
    const manifest = text(Buffer.from(asicManifest(files)).toString().replace('?>\n', '?>'))
    assert.throws(() => openContainer(forged(files, manifest)), refusal('manifest-malformed'))
  })

  it('is refused past its limits', () => {
    assert.throws(() => openContainer(signed.bytes, { maxBytes: 100, maxEntries: 10 }), refusal('too-large'))
    assert.throws(() => openContainer(signed.bytes, { maxBytes: 1e6, maxEntries: 2 }), refusal('container-malformed'))
  })
})

describe('a container', () => {
  it('never packs a name that could leave its folder or stand for another', () => {
    for (const name of [
      '../a',
      '/a',
      'a//b',
      'a/../b',
      './a',
      '.a',
      'a\\b',
      'a b',
      'é',
      'a.',
      '',
      'mimetype',
      'META-INF/x',
      'meta-inf/x',
      'a\0',
      'a'.repeat(201),
    ]) {
      assert.throws(() => packContainer([{ name, bytes: new Uint8Array() }]), { code: 'ERR_ASSERTION' }, name)
    }
    assert.throws(() => packContainer(['a', 'A'].map((name) => ({ name, bytes: new Uint8Array() }))), { code: 'ERR_ASSERTION' })
  })

  it('unpacks to what was packed', () => {
    const entries = fc.uniqueArray(
      fc.record({ name: fc.stringMatching(/^[a-z0-9]{1,8}(\/[a-z0-9]{1,8})?$/), bytes: fc.uint8Array({ maxLength: 200 }) }),
      { selector: ({ name }) => name, maxLength: 12 },
    )
    fc.assert(
      fc.property(
        entries.filter((all) => all.every(({ name }) => name !== 'mimetype')),
        (all) => {
          const back = unpackContainer(packContainer(all)).map(({ name, bytes }) => ({ name, bytes: Uint8Array.from(bytes) }))
          assert.deepEqual(
            back,
            all.map(({ name, bytes }) => ({ name, bytes: Uint8Array.from(bytes) })),
          )
        },
      ),
      { seed: 4 },
    )
  })

  it('is sound for unzip and Python, and its signature for openssl after unpacking', () => {
    using place = workshop({ 'd.asice': signed.bytes, 'ca.pem': certificateToPem(ca.certificateDer) })
    assert.match(place.status('unzip', '-t', 'd.asice').said, /No errors detected/)
    const python = 'import zipfile; z = zipfile.ZipFile("d.asice"); print(z.testzip(), z.namelist()[0])'
    assert.equal(place.status('python3', '-c', python).said, 'None mimetype\n')
    place.run('unzip', '-q', 'd.asice')
    const verified = place.status(
      'openssl',
      'cms',
      '-verify',
      '-cades',
      '-binary',
      '-inform',
      'DER',
      '-in',
      'META-INF/signature001.p7s',
      '-content',
      'META-INF/ASiCManifest001.xml',
      '-CAfile',
      'ca.pem',
      '-purpose',
      'any',
      '-out',
      '/dev/null',
    )
    assert.match(verified.said, /CAdES Verification successful/)
  })

  it('made by zip is refused: it is not the one form', () => {
    using place = workshop({ mimetype: 'application/vnd.etsi.asic-e+zip', a: 'x' })
    place.run('zip', '-q', '-X', '-0', 'o.zip', 'mimetype', 'a')
    assert.throws(() => unpackContainer(place.run('cat', 'o.zip')), anyFault)
  })

  it('has a manifest that is read back as written', () => {
    assert.deepEqual(
      readAsicManifest(asicManifest(files)).map(({ name }) => name),
      ['dossier.json', 'attachments/a.txt'],
    )
    assert.throws(() => readAsicManifest(text('<x/>')), refusal('manifest-malformed'))
  })
})
