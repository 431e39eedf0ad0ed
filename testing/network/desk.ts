import { accountsApi } from '@comity/accounts/contract'
import { directoryApi } from '@comity/directory/contract'
import { exchangeApi } from '@comity/exchange/contract'
import { apiClient, type ApiClient } from '@comity/http'
import { recoveryApi } from '@comity/recovery/contract'
import { requestsApi, Request } from '@comity/requests/contract'
import { realWorld } from '@comity/world'
import type { Officer } from './people.ts'

/** An officer who is signed in to a node: typed calls of its API. */
export interface Desk {
  readonly officer: Officer
  /** The header that signs a call. */
  readonly authorization: string
  readonly requests: ApiClient<typeof requestsApi>
  readonly exchange: ApiClient<typeof exchangeApi>
  readonly directory: ApiClient<typeof directoryApi>
  readonly ledger: ApiClient<typeof recoveryApi>
  /** Attaches a file to a draft, or prepares it for the next answer or result. */
  attach(requestId: string, file: OwnFile): Promise<Request>
  /** The bytes behind an address of the API. */
  download(address: string): Promise<Uint8Array>
}

/** A file on an officer's machine. */
export interface OwnFile {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

const { net } = realWorld()
const bounds = { timeoutMs: 30_000, maxAnswerBytes: 64 * 1024 * 1024 } as const

/** Signs an officer in by the API. */
export async function signIn(origin: string, officer: Officer, password: string): Promise<Desk> {
  const { token } = await apiClient(accountsApi, { origin, token: null, net }).signIn({
    body: { login: officer.login, password },
  })
  const authorization = `Bearer ${token}`
  const client = { origin, token, net }
  return {
    officer,
    authorization,
    requests: apiClient(requestsApi, client),
    exchange: apiClient(exchangeApi, client),
    directory: apiClient(directoryApi, client),
    ledger: apiClient(recoveryApi, client),
    attach: async (requestId, { name, mediaType, bytes }) => {
      const url = `${origin}/api/requests/${requestId}/attachments/${encodeURIComponent(name)}`
      return Request.parse(
        jsonOf(
          await bytesOf(
            net.fetch({ method: 'PUT', url, headers: { authorization, 'content-type': mediaType }, body: bytes, ...bounds }),
          ),
        ),
      )
    },
    download: (address) => bytesOf(net.fetch({ method: 'GET', url: origin + address, headers: { authorization }, ...bounds })),
  }
}

async function bytesOf(asked: ReturnType<typeof net.fetch>): Promise<Uint8Array> {
  const { status, body } = await asked
  if (status !== 200) throw new Error(`HTTP ${status}: ${Buffer.from(body).toString('utf8').slice(0, 500)}`)
  return body
}

function jsonOf(bytes: Uint8Array): unknown {
  return JSON.parse(Buffer.from(bytes).toString('utf8'))
}
