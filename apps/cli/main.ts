import { run } from './run.ts'

// A reader that has seen enough, as `head`, ends the output; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

process.exitCode = await run({
  arguments: process.argv.slice(2),
  environment: process.env,
  folder: process.env['COMITY_CALLER_FOLDER'] ?? process.cwd(),
  out: process.stdout,
  err: process.stderr,
  input: process.stdin,
})
