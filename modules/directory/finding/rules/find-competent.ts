import type { Designation } from '../../contract.ts'
import type { Alternative, Competent, FindQuery } from '../contract.ts'
import { meanings, type NeedMeaning } from '../needs.ts'
import { alternativesFor } from './alternatives.ts'
import { contactsNow } from './contacts.ts'
import { foundAuthority } from './found-authority.ts'
import type { Known, KnownAuthority } from './known.ts'
import { standingUnder } from './party.ts'

/** What the rules find: who is designated, and the other ways. */
export interface Found {
  readonly outcome: 'designated' | 'several' | 'nobody'
  readonly competent: readonly Competent[]
  readonly alternatives: readonly Alternative[]
}

/**
 * Who is competent for what is needed in a State. Only a designation for that form, that territory, those measures and offences makes
 * an authority competent; everything else is an alternative and called one. What nobody has said stays unknown.
 */
export function findCompetent(asked: FindQuery, known: Known, at: Date): Found {
  const meaning = meanings[asked.need]
  const competent = known.authorities
    .flatMap((one) =>
      one.designations
        .filter((designation) => designation.territory === asked.state && fits(designation, asked, meaning))
        .map((designation) => competentBy(one, designation, { asked, meaning, known, at })),
    )
    .toSorted(byFit)
  // An instrument that does not bind both States gives nobody competence between them.
  const usable = new Set(competent.filter(({ instrument }) => instrument.both !== 'no').map(({ authority }) => authority.id))
  const outcome = usable.size === 0 ? 'nobody' : usable.size === 1 ? 'designated' : 'several'
  return { outcome, competent, alternatives: alternativesFor(asked, { known, competent, at }) }
}

/** Whether a designation reaches what is asked; one for other measures, offences or instruments only does not. */
export function fits(designation: Designation, { offence, instrument }: FindQuery, { form, measures }: NeedMeaning): boolean {
  if (designation.form !== form) return false
  if (instrument !== undefined && designation.instrument !== instrument) return false
  if (offence !== undefined && designation.offences !== undefined && !designation.offences.includes(offence)) return false
  return (
    measures.length === 0 || designation.measures === undefined || measures.some((one) => designation.measures?.includes(one))
  )
}

interface Question {
  readonly asked: FindQuery
  readonly meaning: NeedMeaning
  readonly known: Known
  readonly at: Date
}

function competentBy(one: KnownAuthority, designation: Designation, { asked, meaning, known, at }: Question): Competent {
  const { form, territory, offences = [], measures = [], details = [] } = designation
  const urgentRoute = designation.urgentRoute ?? details.find((each) => each.urgentRoute !== undefined)?.urgentRoute ?? null
  const covers = measures.length === 0 ? 'all' : meaning.measures.every((each) => measures.includes(each)) ? 'by-name' : 'some'
  const urgentFirst = asked.urgent === 'yes' ? urgentRoute?.contactPoint : undefined
  return {
    authority: foundAuthority(one, at),
    designation: { form, territory, offences, measures },
    covers: meaning.measures.length === 0 ? 'all' : covers,
    offence: offences.length === 0 ? 'all' : asked.offence === undefined ? 'if' : 'by-name',
    instrument: standingUnder(designation.instrument, known, at),
    channels: [...(designation.channels ?? []), ...details.flatMap(({ channels = [] }) => channels)],
    electronicAcceptance: designation.electronicAcceptance ?? null,
    urgentByInterpol: designation.urgentByInterpol ?? null,
    languages: designation.languages,
    formalities: [...(designation.formalities ?? []), ...details.flatMap(({ formalities = [] }) => formalities)],
    urgentRoute,
    remarks: [designation.remarks, ...details.map(({ remarks }) => remarks)].filter((text) => text !== undefined),
    contacts: contactsNow(one, { form, first: urgentFirst, at }),
  }
}

const byStanding = { yes: 0, unknown: 1, no: 2 } as const
const byCover = { 'by-name': 0, all: 1, some: 2 } as const
const byOffence = { 'by-name': 0, all: 1, if: 2 } as const

/** The instrument that binds both first, then whoever is named for exactly this, then who has a node; at last by id, so that it never changes by chance. */
function byFit(a: Competent, b: Competent): number {
  return (
    byStanding[a.instrument.both] - byStanding[b.instrument.both] ||
    byCover[a.covers] - byCover[b.covers] ||
    byOffence[a.offence] - byOffence[b.offence] ||
    Number(b.authority.onNetwork) - Number(a.authority.onNetwork) ||
    (a.authority.id < b.authority.id ? -1 : a.authority.id > b.authority.id ? 1 : 0)
  )
}
