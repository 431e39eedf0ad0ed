import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Dossier, Receipt, TimeStampProof } from '@comity/exchange/server'
import { ContentsFile, MembersPart, NamedReadersPart, PublicPart, RegisterPart } from '@comity/directory/contract'
import { dossierBodies } from '@comity/requests/contract'
import { z } from 'zod'

/** Where the schemas are published. */
export const schemasFolder = new URL('../protocol/schemas/', import.meta.url)

const named = {
  dossier: Dossier,
  receipt: Receipt,
  'timestamp-proof': TimeStampProof,
  'directory-contents': ContentsFile,
  'directory-part-register': RegisterPart,
  'directory-part-public': PublicPart,
  'directory-part-members': MembersPart,
  'directory-part-named': NamedReadersPart,
}

/** Name of file → text: JSON Schema 2020-12 of everything that a peer writes as JSON, made from the schemas that the node itself parses with. */
export function schemaFiles(): ReadonlyMap<string, string> {
  const bodies = Object.entries(dossierBodies).map(([kind, schema]) => [`body-${kind}`, schema] as const)
  return new Map([...Object.entries(named), ...bodies].map(([name, schema]) => [`${name}.schema.json`, textOf(name, schema)]))
}

/** An empty registry: each file stands alone, without references. */
function textOf(name: string, schema: z.ZodType): string {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input', metadata: z.registry() })
  return `${JSON.stringify({ $schema, $id: `urn:comity:schema:1:${name}`, ...rest }, null, 2)}\n`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(schemasFolder, { recursive: true })
  for (const [name, text] of schemaFiles()) writeFileSync(new URL(name, schemasFolder), text)
}
