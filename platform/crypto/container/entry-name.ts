/** The fixed first entry (ETSI EN 319 162-1 §A.1) and its content. */
export const mimetypeName = 'mimetype'
export const mimetype = new TextEncoder().encode('application/vnd.etsi.asic-e+zip')

/** Bounds headers and lists; longer names also break on file systems. */
const maxNameBytes = 200
const segment = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/

export const manifestName = 'META-INF/ASiCManifest001.xml'
export const sealSignatureName = 'META-INF/signature001.p7s'
export const officerSignatureName = 'META-INF/signature002.p7s'
export const timeStampProofName = 'META-INF/timestamp001.json'
export const timeStampTokenName = 'META-INF/timestamp001.tst'

/** Every name that META-INF may hold, in the order of the container. */
const metaNames: readonly string[] = [
  manifestName,
  sealSignatureName,
  officerSignatureName,
  timeStampProofName,
  timeStampTokenName,
]

/** Whether this is a name of a signed file: segments of plain ASCII, no leading dot, no trailing dot, nothing of META-INF. */
export function isFileName(name: string): boolean {
  const segments = name.split('/')
  return (
    name.length <= maxNameBytes &&
    name !== mimetypeName &&
    segments[0]?.toUpperCase() !== 'META-INF' &&
    segments.every((part) => segment.test(part) && !part.endsWith('.'))
  )
}

/** The fault of a list of names, or null: mimetype, files, then META-INF in its order; no two alike on any file system. */
export function orderFault(names: readonly string[]): string | null {
  if (names[0] !== mimetypeName) return 'mimetype is not the first entry'
  const rest = names.slice(1)
  if (new Set(rest.map((name) => name.toLowerCase())).size !== rest.length) return 'a name twice'
  const meta = rest.findIndex((name) => metaNames.includes(name))
  const files = meta === -1 ? rest : rest.slice(0, meta)
  if (!files.every(isFileName)) return 'a name that the grammar does not allow'
  const ranks = rest.slice(files.length).map((name) => metaNames.indexOf(name))
  return ranks.every((rank, index) => rank > (ranks[index - 1] ?? -1)) ? null : 'META-INF is not last, or not in order'
}
