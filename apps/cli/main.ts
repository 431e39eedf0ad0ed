import { run } from './run.ts'

process.exitCode = await run({
  arguments: process.argv.slice(2),
  environment: process.env,
  folder: process.env['COMITY_CALLER_FOLDER'] ?? process.cwd(),
  out: process.stdout,
  err: process.stderr,
  input: process.stdin,
})
