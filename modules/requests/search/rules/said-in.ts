/** Fields that hold codes, identities and days, not what somebody said. */
const silent = new Set([
  'id',
  'ids',
  'kind',
  'kinds',
  'decision',
  'ground',
  'grounds',
  'outcome',
  'because',
  'form',
  'thread',
  'language',
  'operativeLanguage',
  'urgency',
  'confidentiality',
  'nature',
  'position',
  'route',
  'step',
  'about',
  'basis',
  'returnBasis',
  'askedIn',
  'requestDossier',
  'assignee',
  'unit',
  'named',
  'files',
  'channel',
  'path',
  'code',
  // Found in the request itself, whose words they are.
  'content',
  'translations',
])

const identity = /^(?:[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}|\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?)$/

/** Deeper than any body of a dossier. */
const MAX_DEPTH = 8

/** What was said in any part of a request or body of a dossier, in its order: free texts, names, numbers; no codes. */
export function saidIn(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return value.trim() === '' || identity.test(value) ? [] : [value]
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return []
  if (Array.isArray(value)) return value.flatMap((item) => saidIn(item, depth + 1))
  return Object.entries(value).flatMap(([name, item]) => (silent.has(name) || /Ids?$/.test(name) ? [] : saidIn(item, depth + 1)))
}
