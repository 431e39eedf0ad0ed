import assert from 'node:assert/strict'
import type { App } from '@comity/http'
import { goodPassword } from './sample-node.ts'

/** The cookie of a session. */
export const cookieName = 'comity-a'
/** Headers of a form that the browser sends from a page of the same origin. */
export const form = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }

/** A browser profile that is signed in. */
export interface Browser {
  readonly cookie: string
  readonly headers: Record<string, string>
}

/** Ways to a node's doors: signing in by the form or as a program, and sending forms. */
export function visitsOn(app: App) {
  async function attempt(
    login: string,
    password: string,
    options: { next?: string; address?: string; headers?: Record<string, string> } = {},
  ) {
    const url = `/sign-in${options.next === undefined ? '' : `?next=${encodeURIComponent(options.next)}`}`
    const payload = new URLSearchParams({ csrf: '', login, password }).toString()
    return app.inject({
      method: 'POST',
      url,
      headers: { ...form, ...options.headers },
      payload,
      remoteAddress: options.address ?? '192.0.2.1',
    })
  }

  async function browser(login: string): Promise<Browser> {
    const answer = await attempt(login, goodPassword)
    const cookie = answer.cookies.find(({ name }) => name === cookieName)?.value ?? ''
    assert.notEqual(cookie, '')
    return { cookie, headers: { cookie: `${cookieName}=${cookie}` } }
  }

  async function post(who: Browser, url: string, fields: Record<string, string | string[]> = {}) {
    const page = await app.inject({ url: '/profile', headers: who.headers })
    const csrf = /id="who">([^<]+)</.exec(page.body)?.[1] ?? ''
    const payload = new URLSearchParams([
      ['csrf', csrf],
      ...Object.entries(fields).flatMap(([name, values]) => [values].flat().map((value) => [name, value])),
    ])
    return app.inject({ method: 'POST', url, headers: { ...form, ...who.headers }, payload: payload.toString() })
  }

  async function program(login: string): Promise<{ authorization: string }> {
    const answer = await app.inject({ method: 'POST', url: '/api/session', payload: { login, password: goodPassword } })
    return { authorization: `Bearer ${answer.json().token}` }
  }

  const isSignedIn = async (who: Browser) => (await app.inject({ url: '/profile', headers: who.headers })).statusCode === 200

  return { attempt, browser, post, program, isSignedIn }
}
