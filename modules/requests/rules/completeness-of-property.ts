import type { Confiscation, DraftContent } from '../contract.ts'
import { asksFor, blank, block, reliesOnWarsaw, waivable, warn } from './finding.ts'
import type { Item } from './finding.ts'

/** Whether a measure or the property asks for the section on confiscation. */
export function concernsProperty(content: DraftContent): boolean {
  return asksFor(content, ['trace-or-freeze-proceeds', 'recover-assets']) || (content.property ?? []).length > 0
}

/** Whether property is asked back. */
export function asksForReturn(content: DraftContent): boolean {
  return content.return !== undefined || asksFor(content, ['recover-assets'])
}

type Route = Confiscation['route']
type Asked = NonNullable<DraftContent['confiscation']>

function on(routes: readonly Route[], lacks: (content: DraftContent, asked: Asked) => boolean) {
  return (content: DraftContent) => {
    const asked = content.confiscation
    return asked?.route !== undefined && routes.includes(asked.route) && lacks(content, asked)
  }
}

function underWarsaw(routes: readonly Route[], lacks: (content: DraftContent, asked: Asked) => boolean) {
  const lacking = on(routes, lacks)
  return (content: DraftContent) => reliesOnWarsaw(content) && lacking(content)
}

/** Under UNCAC alone, where the same lack is only said. */
function otherwise(routes: readonly Route[], lacks: (content: DraftContent, asked: Asked) => boolean) {
  const lacking = on(routes, lacks)
  return (content: DraftContent) => !reliesOnWarsaw(content) && lacking(content)
}

const at = (field: string) => `content.confiscation.${field}`
const noAmountOfValue = (content: DraftContent, asked: Asked) =>
  (content.property ?? []).some(({ kind }) => kind === 'equivalent-value') &&
  (blank(asked.maximumAmount) || blank(asked.currency))
const valueUnknown = ({ property = [] }: DraftContent) => property.length > 0 && property.every(({ amount }) => blank(amount))
const placeUnknown = ({ property = [] }: DraftContent) =>
  property.some(({ location, account }) => blank(location) && blank(account))

/** Reference §2.3: each route with what it must contain besides §2.1. What a person judges is a warning. */
export const itemsOfProperty: readonly Item[] = [
  block(at('route'), '55(1)–(3)', (c) => c.confiscation !== undefined && c.confiscation.route === undefined),
  warn(at('route'), '55(1)–(3)', (c) => asksFor(c, ['trace-or-freeze-proceeds', 'recover-assets']) && !c.confiscation),
  warn('content.property', '55(3)(a)', (c) => asksFor(c, ['trace-or-freeze-proceeds', 'recover-assets']) && noProperty(c)),
  // 55(3) applies art. 46 and asks for the facts on every route, also where 46(15)(c) does not.
  ...(
    [
      ['trace-or-freeze', '55(3)(c)'],
      ['domestic-order', '55(3)(a)'],
      ['foreign-order', '55(3)(b)'],
    ] as const
  ).map(([route, article]) =>
    waivable(
      'content.facts',
      article,
      on([route], (c) => blank(c.facts)),
    ),
  ),
  warn(
    at('order.copy'),
    '55(3)(c)',
    on(['trace-or-freeze'], (_, { order }) => blank(order?.copy)),
  ),
  warn(
    at('grounds'),
    '54(2)(a)–(b)',
    on(['trace-or-freeze'], (_, { grounds }) => blank(grounds)),
  ),
  waivable(at('maximumAmount'), 'WA 37(2)', underWarsaw(['trace-or-freeze'], noAmountOfValue)),
  warn(at('maximumAmount'), 'WA 37(2)', otherwise(['trace-or-freeze'], noAmountOfValue)),
  waivable('content.property', '55(3)(a)', on(['domestic-order'], noProperty)),
  waivable(
    at('grounds'),
    '55(3)(a)',
    on(['domestic-order'], (_, { grounds }) => blank(grounds)),
  ),
  warn(
    'content.property',
    '55(3)(a)',
    on(['domestic-order'], (c) => !noProperty(c) && (placeUnknown(c) || valueUnknown(c))),
  ),
  waivable(
    at('order.court'),
    '55(3)(b)',
    on(['foreign-order'], (_, { order }) => blank(order?.court)),
  ),
  waivable(
    at('order.copy'),
    '55(3)(b)',
    on(['foreign-order'], (_, { order }) => blank(order?.copy)),
  ),
  waivable(
    at('order.final'),
    '55(3)(b)',
    on(['foreign-order'], (_, { order }) => order?.final !== true),
  ),
  waivable(
    at('extent'),
    '55(3)(b)',
    on(['foreign-order'], (_, { extent }) => blank(extent)),
  ),
  waivable(
    at('thirdParties'),
    '55(3)(b)',
    on(['foreign-order'], (_, { thirdParties }) => blank(thirdParties)),
  ),
  waivable(
    at('grounds'),
    'WA 37(3)(a)',
    underWarsaw(['foreign-order'], (_, { grounds }) => blank(grounds)),
  ),
  waivable(
    at('provisionalMeasures'),
    'WA 37(3)(a)',
    underWarsaw(['foreign-order'], (_, asked) => blank(asked.provisionalMeasures)),
  ),
  warn(
    at('noProsecution'),
    '54(1)(c)',
    on(['non-conviction'], (_, { noProsecution }) => blank(noProsecution)),
  ),
  block(
    at('currency'),
    'design',
    (c) => c.confiscation !== undefined && blank(c.confiscation.maximumAmount) !== blank(c.confiscation.currency),
  ),
  warn('content.return.basis', '57(3), (5)', (c) => asksForReturn(c) && c.return?.basis === undefined),
  warn(
    'content.return.judgment',
    '57(3)(a)–(b)',
    ({ return: asked }) => (asked?.basis === '57-3-a' || asked?.basis === '57-3-b') && asked.judgment === undefined,
  ),
  warn(
    'content.return.priorOwnership',
    '57(3)(b)',
    ({ return: asked }) => asked?.basis === '57-3-b' && blank(asked.priorOwnership) && blank(asked.damage),
  ),
  warn(
    'content.return.victims',
    '57(3)(c)',
    ({ return: asked }) => asked?.basis === '57-3-c' && blank(asked.priorOwnership) && blank(asked.victims),
  ),
  warn('content.return.disposal', '57(5)', ({ return: asked }) => asked?.basis === '57-5' && blank(asked.disposal)),
]

function noProperty({ property = [] }: DraftContent): boolean {
  return property.length === 0
}
