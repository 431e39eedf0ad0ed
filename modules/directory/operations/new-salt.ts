import type { World } from '@comity/world'

/** Salts for parts that not everybody reads: without one a short text could be guessed from its public hash (protocol 07 §15). */
export function newSalt({ chance }: Pick<World, 'chance'>): () => string {
  return () => Buffer.from(chance.bytes(32)).toString('hex')
}
