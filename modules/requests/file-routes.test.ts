import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Actor } from '@comity/accounts/contract'
import { requestsApi } from './contract.ts'
import * as door from './operations.ts'
import { bearerOf } from './sample-api.ts'
import { administrator, app, arlenia, auditor, drafted, nowhere, officer, pdf, stranger, withFile } from './sample-routes.ts'

describe('the files of a request', () => {
  const put = (
    id: string,
    by: Actor | null,
    file: { readonly name?: string; readonly type?: string; readonly bytes?: Buffer } = {},
  ) =>
    app.inject({
      method: 'PUT',
      url: `/api/requests/${id}/attachments/${encodeURIComponent(file.name ?? 'records.pdf')}`,
      headers: {
        'content-type': file.type ?? 'application/pdf',
        ...(by === null ? {} : { authorization: `Bearer ${bearerOf(by)}` }),
      },
      payload: file.bytes ?? pdf,
    })
  const get = (id: string, sha256: string, by: Actor | null) =>
    app.inject({
      method: 'GET',
      url: `/api/requests/${id}/files/${sha256}`,
      headers: by === null ? {} : { authorization: `Bearer ${bearerOf(by)}` },
    })

  it('are put by who may write in the draft, and by nobody else', async () => {
    const id = await drafted()
    assert.equal((await put(id, null)).statusCode, 401)
    assert.equal((await put(id, auditor)).statusCode, 403)
    assert.deepEqual([(await put(id, stranger)).statusCode, (await put(nowhere, stranger)).statusCode], [404, 404])
    const answer = await put(id, officer)
    assert.equal(answer.statusCode, 200)
    assert.deepEqual(
      requestsApi.getRequest.response.parse(answer.json()).attachments.map((file) => [file.name, file.bytes]),
      [['records.pdf', pdf.length]],
    )
  })

  it('are refused under a bad address, name or kind', async () => {
    const id = await drafted()
    const codes = async (response: ReturnType<typeof put>) => {
      const { statusCode, json } = await response
      const said: { code: string } = json()
      return [statusCode, said.code]
    }
    assert.deepEqual(await codes(put('not-an-id', officer)), [400, 'bad-input'])
    assert.deepEqual(await codes(put(id, officer, { name: '.hidden' })), [400, 'bad-input'])
    assert.deepEqual(await codes(put(id, officer, { type: 'application/x-msdownload' })), [422, 'attachment-kind'])
    assert.deepEqual(await codes(put(id, officer, { bytes: Buffer.from('MZ') })), [422, 'attachment-kind'])
  })

  it('are read back byte by byte, as a download, by who may read the request', async () => {
    const id = await withFile()
    const request = await door.getRequest(arlenia.node.db, { actor: officer }, id)
    const sha256 = request.attachments[0]?.sha256 ?? ''
    assert.equal((await get(id, sha256, null)).statusCode, 401)
    assert.equal((await get(id, sha256, administrator)).statusCode, 403)
    assert.deepEqual(
      [(await get(id, sha256, stranger)).statusCode, (await get(nowhere, sha256, stranger)).statusCode],
      [404, 404],
    )
    assert.equal((await get(id, 'ff', auditor)).statusCode, 400)
    // A file of the node that is of another request: knowing its hash opens nothing.
    assert.equal((await get(await drafted(), sha256, auditor)).statusCode, 404)
    const answer = await get(id, sha256, auditor)
    assert.deepEqual([answer.statusCode, answer.rawPayload], [200, pdf])
    assert.match(String(answer.headers['content-disposition']), /^attachment;/)
    assert.equal(answer.headers['x-content-type-options'], 'nosniff')
  })
})
