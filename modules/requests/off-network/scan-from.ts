import { ComityError } from '@comity/errors'
import type { GivenScan } from '../contract/scans.ts'
import type { Scan } from '../operations/store-scans.ts'

/** The bytes of a scan that came within JSON. @throws ComityError `bad-input` where they are no base64. */
export function scanFrom({ name, mediaType, base64 }: GivenScan): Scan {
  const bytes = Buffer.from(base64, 'base64')
  // Node reads past what is no base64; a page must not lose its end by that.
  const whole = base64.replaceAll(/\s|=+$/g, '').length === Math.ceil((bytes.length * 8) / 6)
  if (!whole || bytes.length === 0)
    throw new ComityError('bad-input', { problems: [{ path: `scans.${name}`, message: 'no-base64' }] })
  return { name, mediaType, bytes }
}
