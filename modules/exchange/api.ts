import type { Api } from '@comity/http'
import { z } from 'zod'
import { DossierSummary, Sha256Hex } from './contract.ts'

const DossierParams = z.strictObject({ id: Sha256Hex })

/** Dossiers and receipts by the API; the files themselves are bytes: `/api/dossiers/:id/container`, `/sealed`, `/api/receipts/:id`. */
export const exchangeApi = {
  listDossiers: {
    method: 'GET',
    url: '/api/dossiers',
    query: z.strictObject({ thread: z.uuid() }),
    response: z.strictObject({ dossiers: z.array(DossierSummary).max(500) }),
    summary: 'Dossiers of one thread, both ways, with their receipts',
  },
  getDossier: { method: 'GET', url: '/api/dossiers/:id', params: DossierParams, response: DossierSummary, summary: 'One dossier with its receipts' },
} as const satisfies Api
