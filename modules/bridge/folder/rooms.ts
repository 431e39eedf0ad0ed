import path from 'node:path'
import type { Rooms } from '@comity/files'

/** The four rooms of the folder shared with a case-management system. */
export const bridgeRooms = ['in', 'out', 'done', 'refused'] as const
export type BridgeRooms = Rooms<(typeof bridgeRooms)[number]>

/** What tells the other program what lies beside it. */
export const INDEX = 'index.json'

/** The shared folder itself, which whoever runs the node vouches for. */
export function rootOf(rooms: BridgeRooms): string {
  return path.dirname(rooms.in)
}
