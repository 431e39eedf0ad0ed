import type { Designation } from '../../contract.ts'
import type { Alternative, AlternativeKind, Competent, FindQuery } from '../contract.ts'
import { meanings } from '../needs.ts'
import { contactsNow } from './contacts.ts'
import { foundAuthority } from './found-authority.ts'
import type { Known, KnownAuthority } from './known.ts'

interface Answered {
  readonly known: Known
  readonly competent: readonly Competent[]
  readonly at: Date
}

/** Ways beside a designation for exactly what is needed, the nearest to one first. None of them is a designation, and none is guessed. */
export function alternativesFor(asked: FindQuery, { known, competent, at }: Answered): Alternative[] {
  const found = new Set<string>(competent.map(({ authority }) => authority.id))
  const make = maker(asked, at)
  const near = nearDesignations(asked, known).filter(({ one }) => !found.has(one.authority.id))
  const seen = new Set([...found, ...near.map(({ one }) => one.authority.id)])
  const central = known.authorities.filter(
    ({ authority }) => authority.state === asked.state && authority.kind === 'central-authority' && !seen.has(authority.id),
  )
  return [
    ...near.map(({ kind, one, instrument }) => make(kind, one, { instrument })),
    ...central.map((one) => make('central-authority', one)),
    ...networkContacts(asked, known, make),
    ...fiuWay(asked, known, make),
    ...interpolWay(asked, known, make),
    make('diplomatic', null, { accepted: diplomaticSaid(asked, known) }),
    ...known.secretariats.map((one) => make('secretariat', one)),
  ]
}

type Make = (kind: AlternativeKind, one: KnownAuthority | null, said?: Partial<Alternative> & Pointed) => Alternative

interface Pointed {
  readonly point?: string | undefined
}

function maker(asked: FindQuery, at: Date): Make {
  return (kind, one, { point, ...said } = {}) => ({
    kind,
    authority: one === null ? null : foundAuthority(one, at),
    networks: [],
    instrument: null,
    accepted: null,
    contacts: one === null ? [] : contactsNow(one, { form: formOf(kind, asked), first: point, at }),
    ...said,
  })
}

/** Whoever is asked informally, or who else is competent, is called at any desk; a designation of the form at those for it. */
function formOf(kind: AlternativeKind, asked: FindQuery) {
  return kind === 'network' || kind === 'fiu' || kind === 'secretariat' ? null : meanings[asked.need].form
}

interface Near {
  readonly kind: AlternativeKind
  readonly one: KnownAuthority
  readonly instrument: string
}

/** Designations for the same form that reach something else: other measures, offences or instruments, or the State whose territory it is. */
function nearDesignations(asked: FindQuery, { authorities, state }: Known): Near[] {
  const { form, measures } = meanings[asked.need]
  const nears = authorities.flatMap((one) =>
    one.designations
      .filter((each) => each.form === form)
      .flatMap((each): Near[] => {
        const kind = nearness(each, asked, { measures, whole: state.facts?.partOf })
        return kind === null ? [] : [{ kind, one, instrument: each.instrument }]
      }),
  )
  const keys = new Set<string>()
  return nears.filter(({ kind, one }) => {
    const key = `${kind} ${one.authority.id}`
    return !keys.has(key) && keys.add(key)
  })
}

function nearness(
  { territory, offences, measures, instrument }: Designation,
  asked: FindQuery,
  need: { readonly measures: readonly string[]; readonly whole: string | undefined },
): AlternativeKind | null {
  if (territory !== asked.state) return territory === need.whole ? 'whole-state' : null
  if (asked.instrument !== undefined && instrument !== asked.instrument) return 'other-instrument'
  if (measures !== undefined && need.measures.length > 0 && !measures.some((one) => need.measures.includes(one)))
    return 'other-measures'
  if (asked.offence !== undefined && offences !== undefined && !offences.includes(asked.offence)) return 'other-offences'
  return null
}

/** Authorities of the State in networks that are about such things, with the contact point that speaks for them there. */
function networkContacts(asked: FindQuery, { authorities, networks }: Known, make: Make): Alternative[] {
  const wanted = meanings[asked.need].networks
  const fitting = networks.filter(({ kind }) => wanted.includes(kind))
  const place = (id: string): number => {
    const kind = fitting.find((one) => one.id === id)?.kind
    return kind === undefined ? Number.POSITIVE_INFINITY : wanted.indexOf(kind)
  }
  return authorities
    .filter(({ authority }) => authority.state === asked.state)
    .flatMap((one) => {
      const own = one.memberships.filter(({ network }) => fitting.some(({ id }) => id === network))
      const inOrder = own.toSorted((a, b) => place(a.network) - place(b.network))
      const [first] = inOrder
      if (first === undefined) return []
      const names = inOrder.flatMap(({ network }) => fitting.find(({ id }) => id === network)?.short ?? [])
      return [{ rank: place(first.network), made: make('network', one, { networks: names, point: first.contactPoint }) }]
    })
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ made }) => made)
}

/** Financial intelligence units speak to each other: the way leads over the own one. */
function fiuWay(asked: FindQuery, { authorities }: Known, make: Make): Alternative[] {
  if (!meanings[asked.need].byFiu || asked.need === 'fiu-information') return []
  const theirs = authorities.filter(({ authority }) => authority.kind === 'fiu' && authority.state === asked.state)
  return theirs.length === 0 ? [make('fiu', null)] : theirs.map((one) => make('fiu', one))
}

// UNCAC art. 46(13): in urgent circumstances, where the States agree, through INTERPOL, if possible; art. 44 leaves extradition to treaties and law.
function interpolWay(asked: FindQuery, known: Known, make: Make): Alternative[] {
  const { form } = meanings[asked.need]
  if (form !== 'mutual-legal-assistance' && form !== 'extradition' && form !== 'law-enforcement-cooperation') return []
  return [make('interpol', null, { accepted: saidOf(designationsOf(form, asked, known).map((one) => one.urgentByInterpol)) })]
}

// UNCAC art. 46(13): a State may require that requests come through the diplomatic channel.
function diplomaticSaid(asked: FindQuery, known: Known): true | null {
  const own = designationsOf(meanings[asked.need].form, asked, known)
  return own.some(({ channels = [] }) => channels.some(({ channel }) => channel === 'diplomatic')) ? true : null
}

function designationsOf(form: Designation['form'], asked: FindQuery, { authorities }: Known): Designation[] {
  return authorities.flatMap(({ designations }) =>
    designations.filter((one) => one.form === form && one.territory === asked.state),
  )
}

/** Yes where one says yes, no where all that speak say no, and unknown where nobody has said anything. */
function saidOf(answers: readonly (boolean | undefined)[]): boolean | null {
  if (answers.includes(true)) return true
  return answers.includes(false) ? false : null
}
