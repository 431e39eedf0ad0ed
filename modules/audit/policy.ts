/** Acts on the trail; nobody changes it. */
export type AuditPermission = 'read' | 'verify'

/** Who reads the trail: auditors and administrators of the node. It holds facts of acts, not the content of cases. */
export function may(actor: { readonly kind: string; readonly roles: readonly string[] }, _act: AuditPermission): boolean {
  return actor.kind === 'person' && (actor.roles.includes('auditor') || actor.roles.includes('administrator'))
}
