import path from 'node:path'
import { parseArgs } from 'node:util'
import { FolderNotEmpty, runStory, type Step } from './run.ts'

// `npm run story -- --out DIR [--keep] [--json]`
const usage =
  'Usage: npm run story -- --out DIR [--keep] [--json]\n  DIR must be empty or missing. --keep leaves the data of the three nodes behind. --json prints the result as JSON.'

function wanted(): { out: string; keep: boolean; json: boolean } | null {
  try {
    const { values } = parseArgs({
      options: { out: { type: 'string' }, keep: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
    })
    return values.out === undefined ? null : { out: values.out, keep: values.keep, json: values.json }
  } catch {
    return null
  }
}

const options = wanted()
if (options === null) {
  console.error(usage)
  process.exit(2)
}
const { out, keep, json } = options

function line({ second, side, who, did }: Step): string {
  return `${second.toFixed(2).padStart(6)} s  ${side}  ${who} ${did}`
}

try {
  const story = await runStory({
    folder: path.resolve(process.env['COMITY_CALLER_FOLDER'] ?? '.', out),
    keep,
    say: (step) => (json ? undefined : console.log(line(step))),
  })
  if (json) console.log(JSON.stringify(story, null, 2))
  else if (story.kept !== null) console.log(`The nodes' data is kept in ${story.kept}`)
} catch (error) {
  if (!(error instanceof FolderNotEmpty)) throw error
  console.error(error.message)
  process.exit(1)
}
