/** Collects what comes while a batch is under way, and hands it over as the next one. */
export interface Batches<Item, Result> {
  add(item: Item): Promise<Result>
  /** Resolves when nothing is under way any more. */
  idle(): Promise<void>
}

interface Waiting<Item, Result> {
  readonly item: Item
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

/**
 * Group commit: one transaction for all that arrived while the one before was being written. `run` gives one outcome for each item,
 * in order; an outcome may be a refusal of that item alone. When `run` itself fails, all of the batch fail.
 */
export function batches<Item, Result>(
  limit: number,
  run: (items: readonly Item[]) => Promise<readonly PromiseSettledResult<Result>[]>,
): Batches<Item, Result> {
  const waiting: Waiting<Item, Result>[] = []
  let running: Promise<void> | null = null

  async function work(): Promise<void> {
    // One turn of the event loop: what arrived in the same turn shares the first transaction too.
    await new Promise((resolve) => setImmediate(resolve))
    while (waiting.length > 0) {
      const batch = waiting.splice(0, limit)
      const outcomes = await run(batch.map((one) => one.item)).catch((reason: unknown) =>
        batch.map((): PromiseRejectedResult => ({ status: 'rejected', reason })),
      )
      batch.forEach((one, index) => {
        const outcome = outcomes[index]
        if (outcome?.status === 'fulfilled') one.resolve(outcome.value)
        else one.reject(outcome?.reason)
      })
    }
    running = null
  }

  return {
    add(item) {
      const { promise, resolve, reject } = Promise.withResolvers<Result>()
      waiting.push({ item, resolve, reject })
      running ??= work()
      return promise
    },
    idle: () => running ?? Promise.resolve(),
  }
}
