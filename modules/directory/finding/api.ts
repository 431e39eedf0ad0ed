import { z } from 'zod'
import { AuthorityId } from '@comity/accounts/contract'
import type { Api } from '@comity/http'
import { ContactLine, ContactsQuery, CoverageList, Favourite, FindQuery, Finding, Hits, LookUp, TextFile } from './contract.ts'
import { needs } from './needs.ts'

const OfAuthority = z.strictObject({ id: AuthorityId })

/** Finding over HTTP; every answer holds only what the asker may see. */
export const findingApi = {
  find: {
    method: 'GET',
    url: '/api/directory/find',
    query: FindQuery,
    response: Finding,
    summary: 'Who is competent for what is needed in a State, why, on which way, and whom to call now',
  },
  lookUp: {
    method: 'GET',
    url: '/api/directory/look-up',
    query: LookUp,
    response: Hits,
    summary: 'States, authorities and contact points by words, also misspelt, in six languages',
  },
  coverage: {
    method: 'GET',
    url: '/api/directory/coverage',
    query: z.strictObject({ need: z.enum(needs).default('bank-records') }),
    response: CoverageList,
    summary: 'In which States somebody is designated for a need',
  },
  contacts: {
    method: 'GET',
    url: '/api/directory/contacts',
    query: ContactsQuery,
    response: z.array(ContactLine).max(20_000),
    summary: 'The contact points of a State that you may see',
  },
  card: {
    method: 'GET',
    url: '/api/directory/authorities/:id/card',
    params: OfAuthority,
    response: TextFile,
    summary: 'An authority and its contact points as vCard 4.0',
  },
  linkedData: {
    method: 'GET',
    url: '/api/directory/authorities/:id/linked-data',
    params: OfAuthority,
    response: TextFile,
    summary: 'What is public of an authority as JSON-LD (CPSV-AP, schema.org)',
  },
  favourites: {
    method: 'GET',
    url: '/api/directory/favourites',
    response: z.array(Favourite).max(100),
    summary: 'Authorities that you keep at hand, with whom to call now',
  },
  keepFavourite: {
    method: 'PUT',
    url: '/api/directory/favourites/:id',
    params: OfAuthority,
    response: z.null(),
    summary: 'Keep an authority at hand',
  },
  dropFavourite: {
    method: 'DELETE',
    url: '/api/directory/favourites/:id',
    params: OfAuthority,
    response: z.null(),
    summary: 'Keep an authority at hand no longer',
  },
} as const satisfies Api
