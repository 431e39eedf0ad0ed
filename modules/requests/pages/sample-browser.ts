import type { Actor } from '@comity/accounts/contract'
import type { App } from '@comity/http'
import { sampleToken } from './sample-pages.tsx'

/** A file as a form sends it. */
export interface SampleFile {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

/** Opens pages and sends forms as this person's browser does, with the hidden token of a page that it has open. */
export function sampleBrowser(app: App, actor: Actor) {
  const cookie = `session=${sampleToken(actor)}`
  const open = (url: string) => app.inject({ method: 'GET', url, headers: { cookie } })
  const post = (url: string, contentType: string, payload: string | Buffer) =>
    app.inject({
      method: 'POST',
      url,
      headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': contentType },
      payload,
    })
  const token = async () => /name="csrf" value="([^"]+)"/.exec((await open('/matters')).body)?.[1] ?? ''
  return {
    open,
    send: async (url: string, fields: Readonly<Record<string, string>>) =>
      post(url, 'application/x-www-form-urlencoded', new URLSearchParams({ csrf: await token(), ...fields }).toString()),
    upload: async (url: string, files: readonly SampleFile[]) =>
      post(url, 'multipart/form-data; boundary=cut', multipart(await token(), files)),
  }
}

function multipart(csrf: string, files: readonly SampleFile[]): Buffer {
  const parts = files.flatMap(({ name, type, bytes }) => [
    Buffer.from(`--cut\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`),
    Buffer.from(bytes),
    Buffer.from('\r\n'),
  ])
  const field = `--cut\r\ncontent-disposition: form-data; name="csrf"\r\n\r\n${csrf}\r\n`
  return Buffer.concat([Buffer.from(field), ...parts, Buffer.from('--cut--\r\n')])
}
