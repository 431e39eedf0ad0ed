import { writeFileSync } from 'node:fs'
import { dossierVectors } from './sample-vectors.ts'

// Writes protocol/vectors/dossier.json anew; to be replaced only when the format changes.
writeFileSync(new URL('../../protocol/vectors/dossier.json', import.meta.url), `${JSON.stringify(dossierVectors(), null, 2)}\n`)
