import path from 'node:path'
import type { Disk } from '@comity/world'

/** Folders of a shared folder, by name. */
export type Rooms<Name extends string> = Readonly<Record<Name, string>>

/** The other program may run under another user of the same group. */
export const FOLDER_MODE = 0o770
export const FILE_MODE = 0o660

/**
 * Makes what is missing of the rooms, but never the folder itself: one that is not mounted must not be taken for an empty one.
 *
 * @throws Error with code `ENOENT` where the folder is missing, `ELOOP` where a room is a link, or as the disk says
 */
export async function openRooms<Name extends string>(disk: Disk, folder: string, names: readonly Name[]): Promise<Rooms<Name>> {
  await disk.list(folder)
  const rooms = Object.fromEntries(names.map((name) => [name, path.join(folder, name)])) as Rooms<Name>
  for (const room of Object.values<string>(rooms)) {
    await disk.makeFolder(room, FOLDER_MODE)
    if (!(await isPlainFolder(disk, room))) throw Object.assign(new Error(`${room} is a link, not a folder`), { code: 'ELOOP' })
  }
  return rooms
}

/** Whether it is a folder itself: whoever may write to the shared folder must not lead the node elsewhere by a link. */
export async function isPlainFolder(disk: Disk, place: string): Promise<boolean> {
  return (await disk.facts(place))?.kind === 'folder'
}

export type Trouble = 'disk-full' | 'not-writable' | 'missing' | 'other'

/** What of the disk stands in the way; null where it is something else. */
export function troubleIn(error: unknown): Trouble | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') return 'disk-full'
  if (['EACCES', 'EPERM', 'EROFS'].includes(error.code)) return 'not-writable'
  if (['ENOENT', 'ENOTDIR'].includes(error.code)) return 'missing'
  return /^E[A-Z]+$/.test(error.code) ? 'other' : null
}
