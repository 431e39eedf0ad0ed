import { z } from 'zod'

export const Line = z.string().min(1).max(300)
export const Text = z.string().min(1).max(20_000)
/** A decimal number as text, so that nothing is rounded. */
export const Amount = z.string().regex(/^\d{1,15}(\.\d{1,4})?$/)
/** ISO 4217. */
export const Currency = z.string().regex(/^[A-Z]{3}$/)
/** A day in the years of which a database and a calendar can speak. */
export const Day = z.iso.date().regex(/^(?:19|2\d)\d\d-/)
/** ISO 639-1. */
export const Language = z.string().regex(/^[a-z]{2}$/)
