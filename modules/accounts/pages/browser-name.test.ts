import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { browserName } from './browser-name.ts'

describe('the name of a browser', () => {
  it('is read from its description, most particular first', () => {
    const chrome =
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
    assert.equal(browserName(chrome), 'Chrome 140, Windows')
    assert.equal(browserName(`${chrome} Edg/141.0.0.0`), 'Edge 141, Windows')
    assert.equal(
      browserName(
        'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1',
      ),
      'Safari 18, iOS',
    )
  })

  it('is the description itself where it says no known name', () => {
    assert.equal(browserName('comity on the registry’s computer'), 'comity on the registry’s computer')
  })
})
