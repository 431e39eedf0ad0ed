import { writeFileSync } from 'node:fs'
import { trustVectors } from './sample-trust-vectors.ts'
import { vectorsText } from './sample-vectors.ts'

// Writes protocol/vectors/directory.json and trust.json anew.
const place = (name: string): URL => new URL(`../../protocol/vectors/${name}.json`, import.meta.url)
writeFileSync(place('directory'), vectorsText())
writeFileSync(place('trust'), `${JSON.stringify(trustVectors(), null, 1)}\n`)
