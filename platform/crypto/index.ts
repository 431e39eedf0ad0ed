import './errors.ts'

export {
  base64,
  base64url,
  concat,
  fromBase64,
  fromBase64url,
  fromHex,
  hex,
  sameBytes,
  sha256,
  sha256Hex,
  type Bytes,
} from './bytes/bytes.ts'

export { canonicalJson, maxJsonDepth } from './json/canonical-json.ts'
export { parseCanonicalJson, parseStrictJson, type JsonLimits } from './json/parse-json.ts'

export {
  generateSigningKeyPair,
  privateKeyFromPem,
  privateKeyToPem,
  publicKeyFromDer,
  publicKeyToDer,
  type SigningKeyPair,
} from './keys/signing-key.ts'

export { ChainCache } from './certificates/chain-cache.ts'
export { createAuthorityCa, createCrl, issueLeaf, newSerial, type Authority } from './certificates/issue.ts'
export { parseCertificate, type Certificate } from './certificates/parse-certificate.ts'
export { parseCrl, type RevocationList } from './certificates/parse-crl.ts'
export { certificateFromPem, certificateToPem, crlToPem } from './certificates/pem.ts'
export { leafUses, type LeafUse, type SubjectName } from './certificates/profile.ts'
export {
  mustBeListOf,
  mustVerifyChain,
  verifyChain,
  type ChainFault,
  type ChainQuestion,
  type ChainVerdict,
} from './certificates/verify-chain.ts'

export { signDetached, type SignerKey } from './cms/sign-detached.ts'
export { verifyDetached, type VerifiedSignature } from './cms/verify-detached.ts'
export { verifyForeignDetached } from './cms/verify-foreign.ts'

export { merklePath, merkleRoot, verifyMerklePath } from './time/merkle.ts'
export { makeTimeStampToken, timeStampResponse, verifyTimeStampToken, type TimeStamp } from './time/time-stamp-token.ts'

export {
  generateSealIdentity,
  parseSealIdentity,
  parseSealRecipient,
  type SealIdentity,
  type SealRecipient,
} from './seal/seal-keys.ts'
export { sealWithPassphrase, unsealWithPassphrase } from './seal/passphrase.ts'
export { seal } from './seal/seal.ts'
export { unseal } from './seal/unseal.ts'

export { asicManifest, readAsicManifest, type ManifestLine } from './container/asic-manifest.ts'
export { openContainer, type OpenedContainer } from './container/open-container.ts'
export { packContainer, type ContainerEntry } from './container/pack-container.ts'
export { signContainer, type ContainerTimeStamp, type SignedContainer } from './container/sign-container.ts'
export { unpackContainer, type ContainerLimits } from './container/unpack-container.ts'

export { signHttpAnswer, verifyHttpAnswer, type HttpAnswer } from './http/http-answer-signature.ts'
export {
  claimedKeyId,
  contentDigest,
  signHttpRequest,
  verifyHttpHead,
  verifyHttpRequest,
  type HttpMessage,
  type HttpSignatureHeaders,
} from './http/http-signature.ts'
