import type { Finding } from '../../server.ts'
import type { Say } from '../texts.ts'
import { detailFields } from './detail-specs.ts'
import { formSections, sectionFields, sectionOfPath } from './sections.ts'

type Found = Pick<Finding, 'path'>

/** What is missing, by the label of its field; of a list also by which of its items. */
export function findingText(say: Say, { path }: Found): string {
  if (isOfLanguage(path)) return say('translate.title')
  const [, part = '', at = ''] = path.split('.')
  const name = path.split('.').at(-1) ?? ''
  const detail = detailFields.find((spec) => spec.name === name)
  if (part === 'measures' && detail !== undefined) return `${say('section.measures')} ${Number(at) + 1}: ${say(detail.label)}`
  const section = sectionOfPath(path)
  const form = formSections.find((one) => one === section)
  const field = form === undefined ? undefined : sectionFields(form).find((spec) => spec.name === name)
  return say(field === undefined ? `section.${section}` : field.label)
}

/** Where it is filled in. */
export function findingHref(requestId: string, { path }: Found): string {
  if (isOfLanguage(path)) return `/requests/${requestId}/translations`
  const [, part = '', at = ''] = path.split('.')
  const section = sectionOfPath(path)
  return `/requests/${requestId}/edit/${section}${part === 'measures' && at !== '' ? `/${at}` : ''}`
}

function isOfLanguage(path: string): boolean {
  return path === 'content.translations' || path === 'content.operativeLanguage'
}
