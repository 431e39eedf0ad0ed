/** SHA-256 of a file's bytes (FIPS 180-4), 64 lower-case hexadecimal digits. It is the file's name in a store. */
export type Sha256 = string

/** Keeps files under the hash of their bytes: what is put twice is stored once, and what is read is what was put. */
export interface FileStore {
  /** Stores the bytes durably: once it resolves they survive a power cut. */
  put(bytes: Uint8Array): Promise<Sha256>
  /**
   * The bytes, hashed again on the way out.
   *
   * @throws ComityError `file-not-found`; `file-damaged` when the bytes on the disk are no longer those that were put.
   */
  get(sha256: Sha256): Promise<Uint8Array<ArrayBuffer>>
  /** Whether a file is stored under this hash; does not read it. */
  has(sha256: Sha256): Promise<boolean>
  /** Forgets the file; one that is not there is no error. */
  remove(sha256: Sha256): Promise<void>
}
