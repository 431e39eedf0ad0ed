import { languages, localeOf } from '@comity/i18n'
import {
  channels,
  decisionKinds,
  incomingStates,
  measureOutcomes,
  outgoingStates,
  type Channel,
  type DecisionKind,
  type MeasureOutcome,
  type RequestState,
} from '../contract.ts'
import { sayOfExport } from '../export/texts.ts'
import { isKey, sayIn } from '../pages/texts.ts'
import { plain } from './plain.ts'

/** Words of the office's registers that stand for values of ours, beside our own texts in six languages. */
const also = {
  incoming: [
    'in',
    'received',
    'passive',
    'entrant',
    'entrante',
    'recibida',
    'passive',
    'pasiva',
    'входящий',
    'входящая',
    'вх',
    '收',
    '来',
    '收到',
    'وارد',
    'واردة',
  ],
  outgoing: [
    'out',
    'sent',
    'active',
    'sortant',
    'saliente',
    'enviada',
    'activa',
    'исходящий',
    'исходящая',
    'исх',
    '发',
    '去',
    '发出',
    'صادر',
    'صادرة',
  ],
  'e-mail': ['email', 'mail', 'courriel', 'correo electronico', 'эл почта', 'почта электронная', '电邮', 'بريد إلكتروني'],
  post: ['paper', 'letter', 'postal', 'papier', 'lettre', 'carta', 'papel', 'письмо', 'бумага', '信函', '纸质', 'ورق', 'رسالة'],
  diplomatic: [
    'embassy',
    'note verbale',
    'mfa',
    'ambassade',
    'diplomatique',
    'embajada',
    'diplomatica',
    'посольство',
    'мид',
    'дипломатический',
    '外交',
    '使馆',
    'السفارة',
    'دبلوماسي',
  ],
  granted: [
    'accepted',
    'approved',
    'executed',
    'acceptee',
    'accordee',
    'concedida',
    'aceptada',
    'удовлетворен',
    'удовлетворено',
    '同意',
    '准予',
    'مقبول',
    'قبول',
  ],
  'partially-granted': ['partial', 'partly granted', 'partielle', 'parcial', 'частично', '部分', 'جزئي'],
  refused: ['rejected', 'denied', 'refusee', 'rejetee', 'denegada', 'rechazada', 'отказано', 'отказ', '拒绝', 'مرفوض', 'رفض'],
  postponed: ['deferred', 'ajournee', 'aplazada', 'отложено', '推迟', 'مؤجل'],
  closed: [
    'done',
    'finished',
    'completed',
    'cloture',
    'cloturee',
    'terminee',
    'cerrado',
    'cerrada',
    'terminada',
    'закрыт',
    'закрыто',
    'завершен',
    'исполнен',
    '结案',
    '已结',
    '办结',
    'مغلق',
    'منتهي',
  ],
  pending: [
    'open',
    'in progress',
    'en cours',
    'ouverte',
    'pendiente',
    'en tramite',
    'в работе',
    'в производстве',
    'на исполнении',
    '办理中',
    '进行中',
    'قيد التنفيذ',
    'مفتوح',
  ],
  withdrawn: ['cancelled', 'retiree', 'retirada', 'отозван', '撤回', 'مسحوب'],
  full: ['complete', 'complet', 'completo', 'полностью', '全部', 'كامل'],
  partial: ['in part', 'partiel', 'parcial', 'частично', '部分', 'جزئي'],
  urgent: ['yes', 'high', 'oui', 'haute', 'si', 'alta', 'да', 'срочно', '是', '急', 'نعم', 'عاجل'],
  routine: ['no', 'normal', 'low', 'non', 'normale', 'baja', 'нет', 'обычный', '否', '普通', 'لا', 'عادي'],
} as const

type Words = ReadonlyMap<string, string>

function wordsOf(values: readonly string[], prefix: string): Words {
  const own = values.flatMap((value) => {
    const key = `${prefix}.${value}`
    const labels = isKey(key) ? languages.map(({ code }) => sayIn(code)(key)) : []
    return [value, ...labels].map((word) => [plain(word), value] as const)
  })
  const others = values.flatMap((value) => (isOther(value) ? also[value].map((word) => [plain(word), value] as const) : []))
  return new Map([...others, ...own])
}

function isOther(value: string): value is keyof typeof also {
  return Object.hasOwn(also, value)
}

const directions = wordsOf(['incoming', 'outgoing'], 'direction')
const offNetwork = channels.filter((channel) => channel !== 'network')
const channelWords: Words = new Map([
  ...wordsOf(offNetwork, 'channel'),
  ...offNetwork.flatMap((channel) =>
    languages.map(({ code }) => [plain(sayOfExport(code)(`channel.${channel}`)), channel] as const),
  ),
])
const decisions = wordsOf(decisionKinds, 'decision')
const outcomes = wordsOf(measureOutcomes, 'outcome')
const urgencies = wordsOf(['routine', 'urgent'], 'urgency')
const statesOf = {
  incoming: new Map([...wordsOf(incomingStates, 'state'), ...also.pending.map((word) => [plain(word), 'executing'] as const)]),
  outgoing: new Map([...wordsOf(outgoingStates, 'state'), ...also.pending.map((word) => [plain(word), 'acknowledged'] as const)]),
}
/** Names of States in six languages, as the Unicode CLDR has them. */
const stateNames: Words = new Map(
  languages.flatMap(({ code }) => {
    const names = new Intl.DisplayNames(localeOf(code), { type: 'region', fallback: 'none' })
    return twoLetters().flatMap((state) => {
      const name = names.of(state)
      return name === undefined || canonical(state) !== state ? [] : [[plain(name), state] as const]
    })
  }),
)

/** Codes of old are of the State of today: `UK` is `GB`. */
function canonical(code: string): string {
  return new Intl.Locale(`und-${code}`).region ?? code
}

function twoLetters(): string[] {
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at))
  return letters.flatMap((first) => letters.map((second) => first + second))
}

/** The direction that a word of a register means; null when it means none. So are all below. */
export function directionMeant(word: string): 'incoming' | 'outgoing' | null {
  const found = directions.get(plain(word))
  return found === 'incoming' || found === 'outgoing' ? found : null
}

export function channelMeant(word: string): Exclude<Channel, 'network'> | null {
  const found = channelWords.get(plain(word))
  return offNetwork.find((channel) => channel === found) ?? null
}

export function decisionMeant(word: string): DecisionKind | null {
  const found = decisions.get(plain(word))
  return decisionKinds.find((kind) => kind === found) ?? null
}

export function outcomeMeant(word: string): MeasureOutcome | null {
  const found = outcomes.get(plain(word))
  return measureOutcomes.find((outcome) => outcome === found) ?? null
}

export function urgencyMeant(word: string): 'routine' | 'urgent' | null {
  const found = urgencies.get(plain(word))
  return found === 'routine' || found === 'urgent' ? found : null
}

/** The state of a request of this direction. */
export function stateMeant(word: string, direction: 'incoming' | 'outgoing'): RequestState | null {
  const found = statesOf[direction].get(plain(word))
  const states: readonly RequestState[] = direction === 'incoming' ? incomingStates : outgoingStates
  return states.find((state) => state === found) ?? null
}

/** The code of a State by its code or its name in any of six languages. */
export function stateCodeMeant(word: string): string | null {
  const code = word.trim().toUpperCase()
  return /^[A-Z]{2}$/.test(code) ? canonical(code) : (stateNames.get(plain(word)) ?? null)
}
