import { RootFile, type Root } from '../contract.ts'

/** What a root says that was verified before it was stored. */
export function rootOfFile(bytes: Uint8Array): Root {
  return RootFile.parse(JSON.parse(new TextDecoder().decode(bytes))).signed
}
