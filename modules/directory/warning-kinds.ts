/** Why a person should look twice at an entry before it is admitted. */
export const warningKinds = ['mixed-scripts', 'hidden-signs', 'looks-like', 'foreign-host', 'other-keys'] as const
/** One warning: the text that gave cause, and the authority that it could be taken for. */
export interface EntryWarning {
  readonly kind: (typeof warningKinds)[number]
  readonly text: string
  readonly other: string
}
