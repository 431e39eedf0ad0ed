/** Acts on the trail; nobody changes it. */
export type AuditPermission = 'read' | 'verify'

/** Who reads the trail: auditors and administrators of the node. It holds facts of acts, not the content of cases. */
export function may(actor: { readonly kind: string; readonly roles: readonly string[] }, _act: AuditPermission): boolean {
  return actor.kind === 'person' && (actor.roles.includes('auditor') || actor.roles.includes('administrator'))
}

/** Details that people wrote in the words of a case: why a matter was closed, what an exhibit is called, what a list was searched for. */
const ofCases: readonly string[] = ['reasons', 'exhibit', 'text']

/** What of an entry's details this reader sees: an administrator runs the node and sees no case content. */
export function shownDetails<Detail>(
  { roles }: { readonly roles: readonly string[] },
  details: Readonly<Record<string, Detail>>,
): Record<string, Detail> {
  const all = roles.includes('auditor')
  return Object.fromEntries(Object.entries(details).filter(([name]) => all || !ofCases.includes(name)))
}
