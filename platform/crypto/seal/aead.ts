import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto'

/** Length of the Poly1305 tag that each box ends with. */
export const tagBytes = 16

/** ChaCha20-Poly1305 (RFC 8439) of `plain` into `target` at `offset`: ciphertext, then tag. */
export function encryptInto(
  target: Uint8Array,
  offset: number,
  box: { key: Uint8Array; nonce: Uint8Array; plain: Uint8Array },
): void {
  const cipher = createCipheriv('chacha20-poly1305', box.key, box.nonce, { authTagLength: tagBytes })
  target.set(cipher.update(box.plain), offset)
  cipher.final()
  target.set(cipher.getAuthTag(), offset + box.plain.length)
}

/** The reverse into `target`; nothing of `target` may be used when it throws. @throws Error when the tag does not fit. */
export function decryptInto(
  target: Uint8Array,
  offset: number,
  box: { key: Uint8Array; nonce: Uint8Array; sealed: Uint8Array },
): void {
  const decipher = createDecipheriv('chacha20-poly1305', box.key, box.nonce, { authTagLength: tagBytes })
  decipher.setAuthTag(box.sealed.subarray(-tagBytes))
  target.set(decipher.update(box.sealed.subarray(0, -tagBytes)), offset)
  decipher.final()
}

/** HKDF-SHA256 (RFC 5869) to 32 bytes, which is one block. */
export function hkdf32(secret: Uint8Array, salt: Uint8Array, info: string): Buffer {
  const key = createHmac('sha256', salt).update(secret).digest()
  return createHmac('sha256', key).update(info).update(Buffer.of(1)).digest()
}
