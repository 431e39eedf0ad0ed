export { textOf } from './text/text-of.ts'
export type { FileText } from './text/text-of.ts'
