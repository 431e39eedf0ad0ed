/** A run of words that stayed, went or came. */
export interface Run {
  readonly kind: 'same' | 'removed' | 'inserted'
  readonly text: string
}

/** Comparisons of words that one difference may cost: some 1,400 changed words on each side; beyond it the whole middle counts as rewritten. */
const MAX_COMPARISONS = 2_000_000

/** What became of a text, word by word: the runs but the removed ones are the new text, those but the inserted ones the old one. */
export function textDifference(before: string, after: string): Run[] {
  const [old, now] = [words(before), words(after)]
  let head = 0
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1
  let tail = 0
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1
  const middle = between(old.slice(head, old.length - tail), now.slice(head, now.length - tail))
  return joined([...old.slice(0, head).map(same), ...middle, ...old.slice(old.length - tail).map(same)])
}

const same = (text: string): Run => ({ kind: 'same', text })
const removed = (text: string): Run => ({ kind: 'removed', text })
const inserted = (text: string): Run => ({ kind: 'inserted', text })

/** Words with the spaces after them; a Chinese character is a word. */
function words(text: string): string[] {
  return text.match(/\p{Script=Han}|[^\s\p{Script=Han}]+\s*|\s+/gu) ?? []
}

function between(old: readonly string[], now: readonly string[]): Run[] {
  if (old.length * now.length > MAX_COMPARISONS) return [...old.map(removed), ...now.map(inserted)]
  const width = now.length + 1
  // Longest common subsequence of what follows each pair of places.
  const longest = new Uint16Array((old.length + 1) * width)
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      longest[i * width + j] =
        old[i] === now[j]
          ? (longest[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(longest[(i + 1) * width + j] ?? 0, longest[i * width + j + 1] ?? 0)
  const runs: Run[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < now.length) {
    const [was, is] = [old[i], now[j]]
    if (was !== undefined && was === is) {
      runs.push(same(was))
      i += 1
      j += 1
    } else if (
      was !== undefined &&
      (is === undefined || (longest[(i + 1) * width + j] ?? 0) >= (longest[i * width + j + 1] ?? 0))
    ) {
      runs.push(removed(was))
      i += 1
    } else {
      runs.push(inserted(is ?? ''))
      j += 1
    }
  }
  return runs
}

/** Neighbours of one kind as one run. */
function joined(runs: readonly Run[]): Run[] {
  const whole: Run[] = []
  for (const run of runs) {
    const last = whole.at(-1)
    if (last?.kind === run.kind) whole[whole.length - 1] = { kind: run.kind, text: last.text + run.text }
    else whole.push(run)
  }
  return whole
}
