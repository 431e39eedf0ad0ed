import type pg from 'pg'

/** Statements that are kept planned on each connection; what is asked beyond them is planned each time. Each costs a connection some 50 KB. */
const MAX_PREPARED = 250
/** Texts that were asked once: more would only be of statements that are put together anew each time. */
const MAX_SEEN = 1000
/** In a statement whose best plan depends on its values, as on which words are looked for: the server plans it anew each time. */
export const PLANNED_ANEW = '/* planned anew */'
/** A list of ids as long as a page makes texts that hardly come again. */
const MAX_LETTERS = 12_000

/** Which statements of a pool come again, and by what name each connection keeps them. */
export interface PreparedStatements {
  /** The name of a statement from the second time that it is asked on; null where it is not to be kept. */
  nameOf(text: string): string | null
}

/** By its text alone: the same text is the same statement on every connection of a pool. */
export function preparedStatements(): PreparedStatements {
  const names = new Map<string, string>()
  const seen = new Set<string>()
  return {
    nameOf(text) {
      const known = names.get(text)
      if (known !== undefined) return known
      if (names.size >= MAX_PREPARED || text.length > MAX_LETTERS || text.includes(PLANNED_ANEW)) return null
      if (!seen.has(text)) {
        if (seen.size >= MAX_SEEN) seen.clear()
        seen.add(text)
        return null
      }
      seen.delete(text)
      const name = `comity_${names.size}`
      names.set(text, name)
      return name
    },
  }
}

/**
 * Lets a connection ask the server to parse and plan a statement once, for whatever values: planning one that has twenty indexes to choose from takes
 * longer than running it, and left to itself (`plan_cache_mode = auto`) the server plans most of them each time. What says {@link PLANNED_ANEW} is.
 */
export function keepPrepared(client: pg.ClientBase, statements: PreparedStatements): void {
  const { query } = client
  const ask = (asked: readonly unknown[]): unknown => Reflect.apply(query, client, asked)
  Object.defineProperty(client, 'query', {
    value: (...asked: readonly unknown[]): unknown => {
      const [text, values] = asked
      if (asked.length !== 2 || typeof text !== 'string' || !Array.isArray(values)) return ask(asked)
      if (text.includes(PLANNED_ANEW)) return plannedAnew(ask, asked)
      const name = nameFor(statements, text, values)
      return ask(name === null ? asked : [{ name, text, values }])
    },
  })
}

/** How the connections of a pool plan, from their first statement on. */
export const PLAN_ONCE = 'set plan_cache_mode = force_generic_plan'

async function plannedAnew(ask: (asked: readonly unknown[]) => unknown, asked: readonly unknown[]): Promise<unknown> {
  await ask(['set plan_cache_mode = auto'])
  try {
    return await ask(asked)
  } finally {
    // Inside a transaction that has just failed the server takes nothing more, and forgets what was set in it.
    await Promise.resolve(ask([PLAN_ONCE])).catch(() => undefined)
  }
}

/** What has no values is asked once or commands: begin, set, commit. */
function nameFor(statements: PreparedStatements, text: unknown, values: readonly unknown[]): string | null {
  return values.length > 0 && typeof text === 'string' && /^\s*(?:select|with|insert|update|delete)\b/i.test(text)
    ? statements.nameOf(text)
    : null
}
