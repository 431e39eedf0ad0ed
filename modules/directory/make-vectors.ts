import { writeFileSync } from 'node:fs'
import { vectorsText } from './sample-vectors.ts'

// Writes protocol/vectors/directory.json anew.
writeFileSync(new URL('../../protocol/vectors/directory.json', import.meta.url), vectorsText())
