import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readConfig, unknownSettings } from './config.ts'

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

  it('treats an empty variable as not set', () => {
    assert.equal(readConfig({ COMITY_PORT: '' }).config.port, 8080)
  })

  it('finds misspelt variables', () => {
    assert.deepEqual(unknownSettings({ COMITY_PROT: '1', COMITY_PORT: '2', PATH: '/bin' }), ['COMITY_PROT'])
  })
})
