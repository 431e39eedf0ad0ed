/** Everything that a stranger could otherwise make endless, each with the attack or cost that it bounds. */
export const limits = {
  /** Head of a request: Node's own default, said aloud. Bounds memory per connection. */
  headerBytes: 16_384,
  /** A head that trickles in for longer is cut off (slow loris). */
  headersTimeoutMs: 10_000,
  /** A whole request: 25 MB at 1 Mbit/s take 200 s; slower drips hold a connection in vain. */
  requestTimeoutMs: 300_000,
  /** An idle kept-alive connection. */
  keepAliveTimeoutMs: 10_000,
  /** Connections at a time, so that the rest of the machine stays alive. */
  connections: 2_000,
  /** A JSON body unless its route says otherwise. */
  jsonBytes: 1_048_576,
  /** A form without files. */
  formBytes: 1_048_576,
  /** Fields of one form, so that parsing costs little. */
  formFields: 2_000,
  /** One path parameter. */
  paramLength: 200,
  /** Files of a form unless its page says otherwise. They are held in memory: these bound it. */
  files: 10,
  fileBytes: 25_000_000,
  filesBytes: 30_000_000,
  /** Addresses and accounts whose rate is remembered at a time; the longest unused are forgotten (memory). */
  rateKeys: 20_000,
  /** Answers shorter than this are not worth compressing. */
  compressFromBytes: 1_000,
} as const
