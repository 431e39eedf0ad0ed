import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createLog, silentLog } from '@comity/log'
import type { LogLevel } from '@comity/log'

function recorded(level: LogLevel) {
  const lines: Record<string, unknown>[] = []
  const destination = { write: (line: string) => void lines.push(JSON.parse(line)) }
  return { lines, log: createLog({ level, name: 'node-a', destination }) }
}

describe('a log', () => {
  it('writes one JSON line with level, instant, name, facts and sentence', () => {
    const { lines, log } = recorded('info')
    log.info({ requestId: '7' }, 'a request was sent')
    assert.equal(lines.length, 1)
    const { time, ...rest } = lines[0] ?? {}
    assert.deepEqual(rest, { level: 'info', name: 'node-a', requestId: '7', msg: 'a request was sent' })
    assert.match(String(time), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  })

  it('writes its level and everything graver', () => {
    const { lines, log } = recorded('warn')
    log.debug({}, 'a')
    log.info({}, 'b')
    log.warn({}, 'c')
    log.error({}, 'd')
    assert.deepEqual(
      lines.map((line) => line['msg']),
      ['c', 'd'],
    )
  })

  it('gives every line of a child the facts of the child', () => {
    const { lines, log } = recorded('debug')
    log.child({ module: 'requests' }).child({ peer: 'b' }).debug({ n: 1 }, 'x')
    log.debug({}, 'y')
    assert.deepEqual([lines[0]?.['module'], lines[0]?.['peer'], lines[1]?.['module']], ['requests', 'b', undefined])
  })

  it('writes an error with its message and stack', () => {
    const { lines, log } = recorded('error')
    log.error({ error: new TypeError('wrong') }, 'an operation failed')
    assert.partialDeepStrictEqual(lines[0]?.['error'], { type: 'TypeError', message: 'wrong' })
    assert.match(JSON.stringify(lines[0]), /log\.test\.ts/)
  })

  it('can be silent', () => {
    const { lines, log } = recorded('silent')
    log.error({}, 'unheard')
    silentLog.child({}).error({}, 'unheard')
    assert.deepEqual(lines, [])
  })
})
