import type { ModuleMigrations } from '@comity/database'

/** What a database of this module's tests holds, in the order of composition. */
export const moduleMigrations: readonly ModuleMigrations[] = ['audit', 'accounts', 'directory'].map((module) => ({
  module,
  folder: new URL(`../${module}/migrations/`, import.meta.url),
}))
