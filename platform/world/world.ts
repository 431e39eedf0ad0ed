/** The one way to clock, chance, network, disk and timers. Everything gets a `World`; nothing else touches them. */
export interface World {
  readonly clock: Clock
  readonly chance: Chance
  readonly timers: Timers
  readonly net: Net
  readonly disk: Disk
}

export interface Clock {
  /** The wall-clock instant. */
  now(): Date
  /** Milliseconds of a clock that never goes back; for measuring durations only. */
  monotonicMs(): number
}

export interface Chance {
  /** Cryptographically strong random bytes (in the simulator: seeded). */
  bytes(count: number): Uint8Array<ArrayBuffer>
  /** A random UUID (version 4, RFC 9562). */
  uuid(): string
  /** A number in [0, 1), for jitter. */
  fraction(): number
}

export interface Timers {
  /** Runs `act` once after `delayMs`; the returned function cancels it. Does not keep the process alive. */
  after(delayMs: number, act: () => void): () => void
  /** Resolves after `delayMs`, or at once when `signal` aborts; never rejects. */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>
}

export interface NetRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  /** For the whole exchange, from the look-up of the name to the last byte. */
  readonly timeoutMs: number
  /** The answer is refused past this many bytes (endless-data attack). */
  readonly maxAnswerBytes: number
  /**
   * For addresses that somebody typed in: goes to public addresses only (RFC 6890), and to the very one that was checked. Otherwise this machine
   * could be made to call itself, its neighbours or a cloud's metadata (server-side request forgery).
   */
  readonly onlyPublic?: true
}

export interface NetAnswer {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer>
}

export interface Net {
  /**
   * One HTTP request. Redirects are answers like any other; nothing is followed. `*.localhost` is this machine (RFC 6761).
   *
   * @throws ComityError `no-answer` when none came (refused, reset, timed out, too large, not public); never for an HTTP status.
   */
  fetch(request: NetRequest): Promise<NetAnswer>
}

/** What lies at a path itself; a link is `other`, whatever it points to. */
export interface DiskFacts {
  readonly kind: 'file' | 'folder' | 'other'
  readonly bytes: number
  readonly changedAtMs: number
}

export interface Disk {
  /** The whole file; a missing one is an Error with code `ENOENT`. */
  read(path: string): Promise<Uint8Array<ArrayBuffer>>
  /**
   * The whole of a plain file that others may write to: a link is not followed, so that nobody has this process read what they may not. Below
   * `within`, when given, no folder on the way may be a link either.
   *
   * @throws ComityError `too-large` past `maxBytes`; an Error with code `ENOENT` where it is missing, `ELOOP` where it is a link.
   */
  readPlain(path: string, maxBytes: number, within?: string): Promise<Uint8Array<ArrayBuffer>>
  /** What lies there; null where nothing does. */
  facts(path: string): Promise<DiskFacts | null>
  /** Renames within one disk, durably; what has that name already is replaced. A missing `from` is an Error with code `ENOENT`. */
  move(from: string, to: string): Promise<void>
  /** Writes to a temporary name, fsyncs, renames, fsyncs the folder: after it resolves the bytes survive a power cut. */
  writeDurably(path: string, bytes: Uint8Array, mode?: number): Promise<void>
  /** Whether there is a file or a folder. */
  exists(path: string): Promise<boolean>
  /** Makes the folder and its missing parents, durably; one that exists stays as it is. */
  makeFolder(path: string, mode?: number): Promise<void>
  /** The names in a folder, sorted, without unfinished writes. */
  list(path: string): Promise<string[]>
  /** Removes a file, or a folder with what is in it, durably; what is missing already is no error. */
  remove(path: string): Promise<void>
  /** Bytes that this user may still write on the disk of `path`. */
  freeBytes(path: string): Promise<number>
}
