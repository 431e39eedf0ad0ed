import { workshop } from './workshop.ts'

/** Sets documents: keeps fonts loaded between two of them. */
export const press = workshop()

/** Reads files that others made: apart from the press, so that a hostile one holds up no document. */
export const readingRoom = workshop()
