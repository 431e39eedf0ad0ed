export type { GivenFile } from './examine-file.ts'
export { verifyText, verifyTexts, type VerifyText } from './messages.ts'
export type { Fact, FactName, FileKind, FileProblem, FileReport, ProblemCode, Statement } from './report.ts'
export { verifyFiles, type VerifyInput } from './verify-files.ts'
