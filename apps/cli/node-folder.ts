import path from 'node:path'
import { loadConfig } from '@comity/server-app/config'
import { dataFolder } from '@comity/server-app/serve'
import type { Terminal } from './terminal.ts'

/** Options of every command that works on a node's own data folder. */
export interface Placed {
  readonly dataDir?: string
  readonly json?: true
}

/** The data folder that is meant: the given one, or the configured one. */
export function folderOf(terminal: Terminal, { dataDir }: Placed): string {
  const { config } = loadConfig(terminal.environment)
  return dataDir === undefined ? dataFolder(config) : path.resolve(terminal.folder, dataDir)
}
