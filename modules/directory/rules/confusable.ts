import type { Authority } from '../contract.ts'
import type { EntryWarning } from '../warning-kinds.ts'
import { fold } from './fold.ts'

/** Letters of other scripts that are drawn as a Latin one, and Latin signs that are drawn alike (after Unicode TR 39). */
const lookalikes: Readonly<Record<string, string>> = {
  ...pairs('аaвbеeнhкkмmоoрpсcтtуyхxјjѕsԁdһhԛqԝwӏlьbпnгr'),
  ...pairs('αaβbεeηnιlκkμuνvοoρpτtυuχxγyωw'),
  ...pairs('օoսuոnհhցgյjզq'),
  // A capital I is a small L in many typefaces.
  ...pairs('0o1l|lilіl'),
}

function pairs(text: string): Record<string, string> {
  const signs = Array.from(text)
  return Object.fromEntries(signs.flatMap((sign, at) => (at % 2 === 0 ? [[sign, signs[at + 1] ?? sign] as const] : [])))
}

/** A text as the eye takes it: two texts with one skeleton are easily taken for each other. */
export function skeleton(text: string): string {
  return Array.from(fold(text.replaceAll(/\p{Cf}/gu, '')), (sign) => lookalikes[sign] ?? sign)
    .join('')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
}

const scripts = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Georgian}/u,
  /\p{Script=Cherokee}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Arabic}/u,
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u,
]

/** Whether one word mixes scripts, as no word of any of the languages does. */
export function mixesScripts(text: string): boolean {
  return text.split(/[^\p{L}\p{M}]+/u).some((word) => scripts.filter((script) => script.test(word)).length > 1)
}

/** What of an entry a person sees. */
type Named = Pick<Authority, 'id' | 'names' | 'state'>

/** What is suspicious about an entry among those that are known; `states` are the names of its State, where they are new. */
export function entryWarnings(entry: Named & Pick<Authority, 'nodeOrigin'>, known: readonly Named[]): EntryWarning[] {
  const names = Object.values(entry.names).filter((name) => name !== undefined)
  const own = names.flatMap((text): EntryWarning[] => [
    ...(mixesScripts(text) ? [{ kind: 'mixed-scripts' as const, text, other: '' }] : []),
    ...(/[\p{Cf}\p{Cc}\p{Co}\p{Cn}]/u.test(text) ? [{ kind: 'hidden-signs' as const, text, other: '' }] : []),
  ])
  const host = URL.parse(entry.nodeOrigin)?.hostname ?? ''
  const foreign = /(?:^|\.)xn--/.test(host) ? [{ kind: 'foreign-host' as const, text: host, other: '' }] : []
  const seen = textsOf(entry).map(asSeen)
  const others = known.filter((one) => one.id !== entry.id)
  return [...own, ...foreign, ...others.flatMap((other) => lookingLike({ entry, seen }, other))].slice(0, 20)
}

/** A text with what it looks like, worked out once: a directory has thousands of names to compare with. */
interface Seen {
  readonly text: string
  readonly folded: string
  readonly skeleton: string
}

function textsOf({ id, names }: Named): string[] {
  return [id, ...Object.values(names)].filter((text) => text !== undefined)
}

function asSeen(text: string): Seen {
  return { text, folded: fold(text), skeleton: skeleton(text) }
}

// The same name in another State is usual ("Ministry of Justice"); one that only looks the same is not, nor is the same twice in one State.
function lookingLike({ entry, seen }: { readonly entry: Named; readonly seen: readonly Seen[] }, other: Named): EntryWarning[] {
  const theirs = textsOf(other).map(asSeen)
  const found = seen.find((one) =>
    theirs.some((two) => one.skeleton === two.skeleton && (one.folded !== two.folded || entry.state === other.state)),
  )
  return found === undefined ? [] : [{ kind: 'looks-like', text: found.text, other: other.id }]
}
