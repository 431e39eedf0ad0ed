import { qrCode } from '../qr/qr-code.ts'

/** Fields of light around the code, without which readers do not find it. */
const QUIET = 4

/** A QR code as a picture with a name; nothing where the text has letters that it cannot hold. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const matrix = qrCode(text)
  if (matrix === null) return null
  const size = matrix.length + 2 * QUIET
  const path = matrix
    .flatMap((line, row) => line.flatMap((dark, column) => (dark ? [`M${column + QUIET} ${row + QUIET}h1v1h-1z`] : [])))
    .join('')
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} width={size * 4} height={size * 4} role="img" aria-label={label}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shape-rendering="crispEdges" />
    </svg>
  )
}
