import { z } from 'zod'

const Known = z.array(
  z.looseObject({
    id: z.string(),
    viewsBy: z.string(),
    viewsAt: z.string().nullable(),
    liftedAt: z.string().nullable(),
    opposes: z.boolean().nullable(),
  }),
)

/** A request that the asset belongs to, with the liftings that were proposed under it. */
export interface HearingPlace {
  readonly requestId: string
  readonly direction: 'outgoing' | 'incoming'
  readonly liftings: unknown
}

/**
 * How the requesting State was heard before a freeze is lifted (55(8)): its views came, or their day passed in silence. Null where it was not.
 * `domestic` where no State asked for the freeze. Where several asked, those of the freeze's own request count.
 */
export function hearingOf(
  places: readonly HearingPlace[],
  freezeRequestId: string | null,
  today: string,
): 'views' | 'no-views' | 'domestic' | null {
  const asked = places.filter(({ direction }) => direction === 'incoming')
  if (asked.length === 0) return 'domestic'
  const own = asked.filter(({ requestId }) => requestId === freezeRequestId)
  const heard = (own.length > 0 ? own : asked).map(({ liftings }) => openHearing(Known.parse(liftings), today))
  if (heard.includes(null)) return null
  return heard.includes('no-views') ? 'no-views' : 'views'
}

function openHearing(liftings: z.output<typeof Known>, today: string): 'views' | 'no-views' | null {
  const open = liftings.findLast(({ liftedAt }) => liftedAt === null)
  return open === undefined ? null : hearingIn(open, today)
}

/** How one proposal was heard. */
export function hearingIn(
  { viewsAt, viewsBy }: { readonly viewsAt: string | null; readonly viewsBy: string },
  today: string,
): 'views' | 'no-views' | null {
  if (viewsAt !== null) return 'views'
  return viewsBy < today ? 'no-views' : null
}

/** The proposal that a lifting answers; none where nothing was proposed. */
export function openLiftingId(liftings: unknown): string | undefined {
  return Known.parse(liftings).findLast(({ liftedAt }) => liftedAt === null)?.id
}
