import swagger from '@fastify/swagger'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { App } from './app.ts'
import { ApiPage } from './api-page.tsx'
import { ApiDocument } from './read-document.ts'
import { errorPageText } from './messages.ts'
import { show } from './page-answer.ts'
import { pageRoute } from './page-route.ts'

/** Serves the OpenAPI 3.1 document of all routes, and a page that says the same to people. */
export async function documentApi(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Comity',
        version: '0.1.0',
        description:
          'Refusals are problem+json documents (RFC 9457), schema Problem, with a stable `code` and a `title` in the language of Accept-Language.',
      },
      servers: [{ url: app.comity.origin }],
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    },
    transform: jsonSchemaTransform,
    transformObject: (document) => withProblems(jsonSchemaTransformObject(document)),
  })
  app.get('/api/openapi.json', { schema: { hide: true }, config: { answers: 'api' } }, (_request, reply) =>
    reply.send(app.swagger()),
  )
  pageRoute(app, { method: 'GET', url: '/api', public: true }, ({ lang }) => {
    const document = ApiDocument.parse(app.swagger())
    return show({ title: errorPageText(lang)('api-title'), body: ApiPage({ lang, document }) })
  })
}

const ProblemSchema = z.toJSONSchema(
  z.object({
    type: z.string(),
    title: z.string().meta({ description: 'What happened and what to do next, in the wished language.' }),
    status: z.int(),
    instance: z.string().meta({ description: 'The reference under which the log has it.' }),
    code: z.string().meta({ description: 'Stable; never reused for another meaning.' }),
    problems: z.array(z.object({ path: z.string(), message: z.string() })),
  }),
)

const Documented = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({ responses: z.record(z.string(), z.unknown()) }))).default({}),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()).default({}) }).default({ schemas: {} }),
})

/** Adds to each operation that it may be refused. */
function withProblems<D extends object>(document: D): D {
  const parsed = Documented.parse(document)
  const refusal = {
    description: 'Refusal',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
  for (const path of Object.values(parsed.paths)) {
    for (const operation of Object.values(path)) operation.responses['default'] = refusal
  }
  parsed.components.schemas['Problem'] = ProblemSchema
  return { ...document, ...parsed }
}
