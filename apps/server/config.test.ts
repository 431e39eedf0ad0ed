import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ComityError } from '@comity/errors'
import { loadConfig, readConfig, unknownSettings } from './config.ts'
import { makeDataFolder } from './data-folder.ts'

describe('reading the configuration', () => {
  it('takes the environment before the file and the file before the defaults', () => {
    const { config, from } = readConfig({ COMITY_PORT: '9000' }, { port: 7000, host: '::1' })
    assert.equal(config.port, 9000)
    assert.equal(config.host, '::1')
    assert.equal(config.logLevel, 'warn')
    assert.deepEqual([from.port, from.host, from.logLevel], ['environment', 'file', 'default'])
  })

  it('names every setting at fault, by the variable that an administrator sets', () => {
    assert.throws(
      () => readConfig({ COMITY_PORT: '99999', COMITY_ORIGIN: 'ftp://x', COMITY_DIRECTORY_GRACE_HOURS: '1' }),
      (error: unknown) => {
        assert.match(String(error), /configuration-invalid/)
        for (const name of ['COMITY_PORT', 'COMITY_ORIGIN', 'COMITY_DIRECTORY_GRACE_HOURS'])
          assert.match(String(error), new RegExp(name))
        return true
      },
    )
  })

  it('refuses a file with a setting that does not exist', () => {
    assert.throws(() => readConfig({}, { prot: 8080 }), /configuration-invalid/)
  })

  it('refuses a password that nobody could read back, before anything is called with it, and does not repeat it', () => {
    for (const [variable, url] of [
      ['COMITY_PROXY_URL', 'http://net:100%sure@proxy.example:3128'],
      ['COMITY_SMTP_URL', 'smtp://net:100%sure@mail.example'],
    ] as const)
      assert.throws(
        () => readConfig({ [variable]: url }),
        (error) => JSON.stringify(error).includes(variable) && !JSON.stringify(error).includes('sure'),
      )
    assert.ok(readConfig({ COMITY_PROXY_URL: 'http://net:100%25sure@proxy.example:3128' }))
  })

  it('treats an empty variable as not set', () => {
    assert.equal(readConfig({ COMITY_PORT: '' }).config.port, 8080)
  })

  it('finds misspelt variables', () => {
    assert.deepEqual(unknownSettings({ COMITY_PROT: '1', COMITY_PORT: '2', PATH: '/bin' }), ['COMITY_PROT'])
  })
})

describe('the configuration file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'comity-config-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  const named = (name: string, text: string): { COMITY_CONFIG: string } => {
    writeFileSync(path.join(folder, name), text)
    return { COMITY_CONFIG: path.join(folder, name) }
  }
  const faultOf = (environment: Record<string, string>): ComityError => {
    try {
      loadConfig(environment)
    } catch (error) {
      assert.ok(error instanceof ComityError)
      return error
    }
    return assert.fail('no refusal')
  }

  it('is the one that COMITY_CONFIG names', () => {
    assert.equal(loadConfig(named('good.json', '{ "port": 7001 }')).config.port, 7001)
  })

  it('is refused by its name when it is missing or is no JSON', () => {
    for (const environment of [{ COMITY_CONFIG: path.join(folder, 'nowhere.json') }, named('half.json', '{ "port": 70')]) {
      const { code, problems } = faultOf(environment)
      assert.equal(code, 'configuration-invalid')
      assert.deepEqual(
        problems.map((problem) => problem.path),
        ['COMITY_CONFIG'],
      )
      assert.ok(problems[0]?.message.includes(environment.COMITY_CONFIG))
    }
  })
})

describe('a data folder', () => {
  it('that cannot be made is refused with the reason of the system', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'comity-folder-'))
    const file = path.join(folder, 'a-file')
    writeFileSync(file, '')
    await assert.rejects(makeDataFolder(file), (error) => {
      assert.ok(error instanceof ComityError)
      assert.equal(error.code, 'data-folder-unusable')
      assert.equal(error.values['folder'], file)
      assert.match(String(error.values['reason']), /EEXIST/)
      return true
    })
    rmSync(folder, { recursive: true })
  })
})
