// Node strips types by itself. What it does not read are pages (.tsx): they are compiled once, and kept beside the packages under the hash of their text.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire, registerHooks } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const require = createRequire(import.meta.url)
const kept = fileURLToPath(new URL('../node_modules/.cache/pages/', import.meta.url))
/** Changes with what compiles them. */
const compiler = `esbuild ${require('esbuild/package.json').version}, preact`

registerHooks({
  load(url, context, next) {
    return url.endsWith('.tsx')
      ? { format: 'module', source: compiled(fileURLToPath(url)), shortCircuit: true }
      : next(url, context)
  },
})

function compiled(file) {
  const text = readFileSync(file, 'utf8')
  const name = path.join(kept, `${createHash('sha256').update(`${compiler}\n${text}`).digest('hex').slice(0, 32)}.js`)
  try {
    return readFileSync(name, 'utf8')
  } catch {
    const { code } = require('esbuild').transformSync(text, {
      loader: 'tsx',
      format: 'esm',
      target: 'es2024',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      sourcefile: file,
      sourcemap: 'inline',
      sourcesContent: false,
      tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
    })
    keep(name, code)
    return code
  }
}

/** Whole or not at all: many processes may compile at once, and whoever may not write here compiles anew. */
function keep(name, code) {
  try {
    mkdirSync(kept, { recursive: true })
    writeFileSync(`${name}.${process.pid}`, code)
    renameSync(`${name}.${process.pid}`, name)
  } catch {
    // A start without it is only slower.
  }
}
