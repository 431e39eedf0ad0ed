/** How often a key may act: `burst` at once, then `perSecond`. */
export interface Rate {
  readonly burst: number
  readonly perSecond: number
}

/** Counters of one app, in memory; they follow the given clock and forget the longest unused beyond `maxKeys`. */
export interface TokenBuckets {
  /** Takes one token; otherwise says after how many seconds there will be one. */
  take(key: string): { readonly ok: true } | { readonly ok: false; readonly retryAfterSeconds: number }
}

interface Bucket {
  tokens: number
  at: number
}

/** Token buckets, one for each key. `nowMs` must not go back. */
export function tokenBuckets(rate: Rate, options: { readonly nowMs: () => number; readonly maxKeys: number }): TokenBuckets {
  const buckets = new Map<string, Bucket>()
  function refilled(key: string): Bucket {
    const now = options.nowMs()
    const known = buckets.get(key)
    if (!known) return { tokens: rate.burst, at: now }
    const gained = (Math.max(0, now - known.at) / 1000) * rate.perSecond
    return { tokens: Math.min(rate.burst, known.tokens + gained), at: now }
  }
  return {
    take(key) {
      const bucket = refilled(key)
      const ok = bucket.tokens >= 1
      if (ok) bucket.tokens -= 1
      // Deleting first moves the key to the end: the first key of the map is the longest unused.
      buckets.delete(key)
      buckets.set(key, bucket)
      const [oldest] = buckets.keys()
      if (buckets.size > options.maxKeys && oldest !== undefined) buckets.delete(oldest)
      return ok ? { ok } : { ok, retryAfterSeconds: Math.max(1, Math.ceil((1 - bucket.tokens) / rate.perSecond)) }
    },
  }
}
