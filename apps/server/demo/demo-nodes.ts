import type { DemoNode } from '@comity/directory/server'

/** The demonstration's nodes in the order of starting: who publishes the directory first. */
export const demoNodes = ['hub', 'a', 'b'] as const satisfies readonly DemoNode[]

/** The names of a record of all three, with their type. */
export function keysOf(_record: Readonly<Record<DemoNode, unknown>>): readonly DemoNode[] {
  return demoNodes
}
