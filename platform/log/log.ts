import { pino } from 'pino'
import type { DestinationStream, Logger } from 'pino'

/**
 * Where a node says what it does: one JSON line each, with the facts first and a short fixed sentence second.
 *
 * Nothing is struck out afterwards, so callers pass identifiers, codes, counts and durations: never bodies, names of persons,
 * keys or tokens. An `error` among the facts is written with its stack.
 */
export interface Log {
  debug(facts: object, message: string): void
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
  /** A log whose every line also carries these facts. */
  child(facts: Record<string, unknown>): Log
}

/** What is written: the level and everything graver. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

export interface LogOptions {
  readonly level: LogLevel
  /** The name of the process or node, in each line. */
  readonly name: string
  /** Takes finished lines; by default standard output. */
  readonly destination?: { write(line: string): void }
}

/** A log that writes JSON lines, with the level by name and the instant as ISO 8601 in UTC. */
export function createLog(options: LogOptions): Log {
  const settings = {
    level: options.level,
    name: options.name,
    base: {},
    timestamp: pino.stdTimeFunctions.isoTime,
    errorKey: 'error',
    formatters: { level: (label: string) => ({ level: label }) },
  }
  const destination: DestinationStream | undefined = options.destination
  return logOver(destination === undefined ? pino(settings) : pino(settings, destination))
}

/** A log that writes nothing, for tests. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silentLog,
}

function logOver(logger: Logger): Log {
  return {
    debug: (facts, message) => logger.debug(facts, message),
    info: (facts, message) => logger.info(facts, message),
    warn: (facts, message) => logger.warn(facts, message),
    error: (facts, message) => logger.error(facts, message),
    child: (facts) => logOver(logger.child(facts)),
  }
}
