import { ContentsFile, type Contents } from '../contract.ts'

/** What signed contents say, which were verified before they were kept. */
export function contentsIn(bytes: Uint8Array): Contents {
  return ContentsFile.parse(JSON.parse(new TextDecoder().decode(bytes))).signed
}
