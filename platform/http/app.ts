import type { FastifyInstance } from 'fastify'
import type { VNode } from 'preact'
import type { Lang, Translate } from '@comity/i18n'
import type { ErrorCode } from '@comity/errors'
import type { Log } from '@comity/log'
import type { World } from '@comity/world'
import type { Viewer } from './contract.ts'
import type { ErrorStatus, ErrorTexts } from './error-texts.ts'
import type { Breadcrumb } from './page-answer.ts'
import type { Rate, TokenBuckets } from './token-buckets.ts'

/** The HTTP side of one node: routes are added with `serveApi`, `pageRoute` and `rawRoute`; tests call `inject()`. */
export type App = FastifyInstance

/** What a request brought to prove who sent it. */
export interface Credentials {
  readonly kind: 'session' | 'bearer'
  readonly token: string
}

/** A file of the user interface, served from memory. */
export interface Asset {
  /** `/assets/style-5f3a.css`; with a hash of the content in the name it may be `immutable`. */
  readonly path: string
  readonly type: string
  readonly body: Buffer
  readonly immutable: boolean
}

/** Everything that the shell draws around a page. */
export interface ShellPage {
  readonly title: string
  readonly current: string | null
  readonly breadcrumbs: readonly Breadcrumb[]
  readonly body: VNode
  readonly notice: string | null
  readonly viewer: Viewer | null
  readonly lang: Lang
  /** Path and query of this page without `lang`, for the language switch. */
  readonly url: string
}

/** A form as it was opened by a session. */
export interface SentForm {
  readonly sessionId: string
  readonly key: string
}

/** What remembers which forms a session has sent, also past a restart. */
export interface SentForms {
  /** Takes a form that is sent now. Null for the first time; afterwards where it led, or null in it where that was shown once or is not known. */
  readonly take: (form: SentForm) => Promise<{ readonly ledTo: string | null } | null>
  /** Where a taken form led. */
  readonly lead: (form: SentForm, url: string) => Promise<void>
  /** The form has done nothing: it may be sent again. */
  readonly giveBack: (form: SentForm) => Promise<void>
}

export interface AppOptions {
  /** `http://a.localhost:8080`, without a slash at the end. */
  readonly origin: string
  /** Short name of the node; in names of cookies. */
  readonly name: string
  readonly world: World
  readonly log: Log
  readonly errorStatus: ErrorStatus
  readonly errorTexts: ErrorTexts
  /** Who it is; null when the token is unknown, ended or expired. */
  readonly authenticate: (credentials: Credentials) => Promise<Viewer | null>
  /** The whole HTML document of a page. */
  readonly shell: (page: ShellPage) => string
  readonly assets: readonly Asset[]
  readonly sessionCookie: string
  /** Browsers reach this node by HTTPS: strict transport security and `Secure` cookies. */
  readonly behindTls: boolean
  /** Requests from one address and from one account, other than raw routes and assets. */
  readonly rates?: { readonly address: Rate; readonly account: Rate }
  /** Left out, as in tests of other things: a form that is sent twice acts twice. */
  readonly sentForms?: SentForms
  /** For `/healthz`: rejects when the node cannot work, as when its database is gone. */
  readonly healthy?: () => Promise<void>
}

/** One address that an app answers. */
export interface Address {
  readonly method: string
  /** With its parameters by colon, as `/requests/:id`. */
  readonly url: string
  readonly answers: 'page' | 'api' | 'raw' | 'asset'
  /** Whether one opened form may act there again and again. */
  readonly again: boolean
}

/** What this package keeps per app. */
export interface AppState extends AppOptions {
  /** Every address of the app, as they were added. */
  readonly addresses: readonly Address[]
  readonly perAddress: TokenBuckets
  readonly perAccount: TokenBuckets
  /** Forms that are acting now, by session and form; each promise resolves when its form is through. */
  readonly sending: Map<string, Promise<void>>
  readonly errorText: (lang: Lang) => Translate<ErrorCode>
}

/** What this package keeps per request. */
export interface RequestState {
  readonly lang: Lang
  readonly notice: string | null
  viewer: Viewer | null
  /** The session's own token, which masked ones in forms are compared with. */
  csrf: string
  /** The session or bearer token itself. */
  token: string | null
  signedInBy: 'session' | 'bearer' | null
  readonly startedMs: number
}

/** What an app knows of the route that a request found. */
export interface RequestRoute {
  /** With its parameters by colon. */
  readonly url: string | undefined
  readonly answers: Address['answers'] | undefined
}

declare module 'fastify' {
  interface FastifyInstance {
    comity: AppState
  }
  interface FastifyRequest {
    comity: RequestState
    comityRoute: RequestRoute | undefined
  }
  interface FastifyContextConfig {
    /** How refusals are said: a page, problem+json, or (raw routes) problem+json without session and language. */
    readonly answers?: 'page' | 'api' | 'raw' | 'asset'
    readonly again?: boolean
  }
}
