import type { DraftContent } from '@comity/requests/contract'
import { realWorld } from '@comity/world'
import assert from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import { matter, secondDraft } from '../story/case.ts'
import { moreOfficers, officers, until, type Desk, type Network, type NetworkNode, type Officer } from '../two-nodes.ts'
import { visit, type Faults, type Look, type Visitor } from './visitor.ts'

const everybody = { ...officers, ...moreOfficers }
export type Name = keyof typeof everybody

const places: Readonly<Record<Name, 'a' | 'b' | 'c'>> = {
  amara: 'a',
  viktor: 'a',
  ines: 'a',
  lin: 'b',
  nadia: 'b',
  yusuf: 'b',
  samir: 'b',
  omar: 'b',
  tia: 'c',
  dora: 'c',
}

/** A day of the offices: everybody comes when they are needed, before a browser or at a desk of the API. */
export interface Day {
  readonly look: Look
  /** The person before a browser, signed in. */
  at(name: Name): Promise<Visitor>
  /** The same person by the API, for what is not the point of a journey. */
  desk(name: Name): Promise<Desk>
  /** Everybody goes home; gives the faults that they found. */
  end(): Promise<Faults>
}

/** Begins a day over a running network. */
export function beginDay(network: Network, browser: Browser, look: Look): Day {
  const faults: Faults = []
  const [visitors, desks] = [new Map<Name, Promise<Visitor>>(), new Map<Name, Promise<Desk>>()]
  const nodeOf = (name: Name): NetworkNode => {
    const node = network[places[name]]
    assert(node, `${name} has a node to work on`)
    return node
  }
  const signedIn = (name: Name): Promise<Visitor> => {
    const officer: Officer = everybody[name]
    return visit({ ...look, browser, node: nodeOf(name), officer, password: network.password, faults })
  }
  return {
    look,
    at: (name) => once(visitors, name, signedIn),
    desk: (name) => once(desks, name, () => nodeOf(name).signIn(everybody[name])),
    end: async () => {
      const gone = [...visitors.values()]
      visitors.clear()
      for (const visitor of await Promise.allSettled(gone)) if (visitor.status === 'fulfilled') await visitor.value.leave()
      return faults
    },
  }
}

function once<Value>(known: Map<Name, Promise<Value>>, name: Name, make: (name: Name) => Promise<Value>): Promise<Value> {
  const value = known.get(name) ?? make(name)
  known.set(name, value)
  return value
}

/** One request as either side knows it. */
export interface Case {
  readonly subject: string
  readonly thread: string
  /** Id on A's node. */
  readonly sent: string
  /** Id on B's node. */
  readonly received: string
}

/** What a request says as a whole; every journey changes what it is about. */
function contentOf(subject: string, change: DraftContent): DraftContent {
  return {
    subject,
    legalBasis: ['UNCAC, art. 46'],
    requestingAuthority: 'Anti-Corruption Prosecutor, Lenholm',
    language: 'en',
    urgency: 'routine',
    confidentiality: 'ordinary',
    ...secondDraft(),
    ...change,
  }
}

/** A request drafted from a matter, approved and sent by the API, as soon as it has arrived. */
export async function sendRequest(day: Day, subject: string, change: DraftContent): Promise<Case> {
  const [amara, viktor] = await Promise.all([day.desk('amara'), day.desk('viktor')])
  const { id, thread } = await draftOf(day, subject, change)
  await amara.requests.submitRequest({ params: { id }, body: {} })
  await viktor.requests.approveRequest({ params: { id }, body: {} })
  await viktor.requests.sendRequest({ params: { id }, body: {} })
  return { subject, thread, sent: id, received: await arrived(await day.desk('nadia'), thread) }
}

/** A draft of the matter, filled in by the API as far as it is not the point of the journey. */
export async function draftOf(
  day: Day,
  subject: string,
  change: DraftContent,
): Promise<{ readonly id: string; readonly thread: string }> {
  const amara = await day.desk('amara')
  const opened = await amara.requests.openMatter({ body: { ...matter, title: subject } })
  return amara.requests.draftRequest({
    body: {
      matterId: opened.id,
      copy: ['persons', 'property', 'offences', 'facts'],
      counterpart: 'xb.central-authority',
      form: 'mutual-legal-assistance',
      content: contentOf(subject, change),
    },
  })
}

/** Waits for the request of a thread at a desk. @returns its id there */
export function arrived(desk: Desk, thread: string): Promise<string> {
  return until('the request arrives', async () => {
    const { rows } = await desk.requests.listRequests({ query: { direction: 'incoming' } })
    for (const { id } of rows) if ((await desk.requests.getRequest({ params: { id } })).thread === thread) return id
    return null
  })
}

const DAY_MS = 86_400_000

/** The date so many days from today. */
export function dayFromNow(days: number): string {
  return new Date(realWorld().clock.now().getTime() + days * DAY_MS).toISOString().slice(0, 10)
}
