import type { Node } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { retryMs } from '../../operations/call-peer.ts'
import { askFile } from '../../operations/fetch-file.ts'
import { loadNodeKeys } from '../../operations/load-node-keys.ts'
import { signedAs } from '../../operations/peer-call.ts'
import { mustBeLetter } from '../rules/letter.ts'
import { lettersWanted, noteLetterHeld, noteLetterMissing } from '../store-letters.ts'

/** Letters asked for in one round: what others have to say of entries must not wait for a pile of scans. */
const AT_ONCE = 50

/**
 * Fetches the letters that the directory in force names, as far as this node may see them, and takes nothing but the bytes that the signed
 * entry commits to. What is not to be had is asked for again later. Gives how many came.
 */
export async function fetchLetters(node: Node, origin: string): Promise<number> {
  const wanted = await lettersWanted(node.db, node.world.clock.now(), AT_ONCE)
  if (wanted.length === 0) return 0
  const keys = await loadNodeKeys(node)
  let came = 0
  for (const { attempts, ...one } of wanted) {
    const url = `${origin}/api/directory/letters/${one.sha256}`
    const headers = { ...signedAs(node, keys, { method: 'GET', url }), accept: 'application/pdf' }
    try {
      const answer = await askFile(node, url, { maxAnswerBytes: one.bytes, headers })
      if (answer.status !== 200) throw new ComityError('directory-unreachable', { values: { url, status: answer.status } })
      const letter = mustBeLetter(answer.body, one)
      await node.files.put(answer.body)
      await noteLetterHeld(node.db, letter, { at: node.world.clock.now(), by: null })
      came++
    } catch (error) {
      // One letter that a node serves wrong, or not at all, must not keep the others back.
      if (!(error instanceof ComityError)) throw error
      node.log.warn({ code: error.code, letter: one.sha256 }, 'letter of nomination not taken')
      const dueAt = new Date(node.world.clock.now().getTime() + retryMs(attempts))
      await noteLetterMissing(node.db, one, { attempts: attempts + 1, dueAt, problem: error.code })
    }
  }
  return came
}
