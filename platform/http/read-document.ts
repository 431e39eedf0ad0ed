import { z } from 'zod'

const Schema = z.looseObject({})

const Content = z.looseObject({ content: z.record(z.string(), z.looseObject({ schema: Schema.optional() })).optional() })

const Operation = z.looseObject({
  operationId: z.string().optional(),
  summary: z.string().optional(),
  security: z.array(z.unknown()).optional(),
  parameters: z
    .array(z.looseObject({ name: z.string(), in: z.string(), required: z.boolean().optional(), schema: Schema.optional() }))
    .default([]),
  requestBody: Content.optional(),
  responses: z.record(z.string(), Content),
})
export type Operation = z.output<typeof Operation>

/** The part of an OpenAPI document that the page of the API shows. */
export const ApiDocument = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), Operation)).default({}),
  components: z.looseObject({ schemas: z.record(z.string(), Schema).default({}) }).default({ schemas: {} }),
})
export type ApiDocument = z.output<typeof ApiDocument>

/** The schema of a JSON body, if there is one. */
export function jsonSchemaOf(part: z.output<typeof Content> | undefined): Readonly<Record<string, unknown>> | null {
  return Object.values(part?.content ?? {})[0]?.schema ?? null
}

/** The name of the component that a schema refers to. */
export function referenceOf(schema: Readonly<Record<string, unknown>>): string | null {
  const reference = schema['$ref']
  return typeof reference === 'string' ? (reference.split('/').at(-1) ?? null) : null
}
