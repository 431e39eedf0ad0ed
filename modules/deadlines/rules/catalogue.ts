import type { DeadlineRule } from '../contract.ts'
import { assetRules } from './catalogue-assets.ts'
import { assistanceRules } from './catalogue-assistance.ts'
import { instrumentRules } from './catalogue-instruments.ts'

/** Every deadline that comes with Comity (reference §5): what UNCAC and good practice give, and rows of other instruments to switch on. */
export const shippedRules: readonly DeadlineRule[] = [...assistanceRules, ...assetRules, ...instrumentRules]

/** The row as it comes with Comity; null for an office's own. */
export function shippedRule(id: string): DeadlineRule | null {
  return shippedRules.find((rule) => rule.id === id) ?? null
}
