import { z } from 'zod'
import { digits, median, type Measured } from './figures.ts'
import { benchNetwork, ordered } from './network.ts'

/** Creation of a request with its reference, timeline and audit entry, beside a plain INSERT of the same bytes on the same server. */
export async function benchCreate(pairs: number): Promise<Measured> {
  const network = await benchNetwork()
  const hub = await network.start('hub')
  const node = await network.start('a')
  try {
    const rows = []
    for (const writers of [1, 8]) {
      const count = pairs === 1 ? 150 : 600
      const rounds = []
      for (let pair = 0; pair <= pairs; pair++) {
        const create = count / (await ordered(node, z.number(), { do: 'create', count, writers }))
        const insert = count / (await ordered(node, z.number(), { do: 'insert', count, writers }))
        if (pair > 0) rounds.push({ create, insert }) // the first warms up
      }
      rows.push([
        String(writers),
        digits(median(rounds.map(({ create }) => create))),
        digits(median(rounds.map(({ insert }) => insert))),
        digits(median(rounds.map(({ create, insert }) => create / insert)), 2),
      ])
    }
    return {
      title: 'Creation of a request',
      about:
        'A complete draft (art. 46(15)) by the operation that pages and API call: reference number, request, timeline and audit entry in one transaction; beside one plain INSERT of the same content as JSON, committed by itself, on the same durable PostgreSQL. Runs alternate; medians.',
      head: ['writers', 'requests /s', 'plain INSERT /s', 'ratio'],
      rows,
      bound:
        'with one writer, the round trips of the transaction and its one flush of the log; with several, what is given out in order and so one at a time: the reference number, and the row that every creation locks for it.',
    }
  } finally {
    await Promise.all([node.stop(), hub.stop()])
    network.remove()
  }
}
