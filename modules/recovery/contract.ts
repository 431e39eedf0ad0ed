export * from './contract/ledger.ts'
export * from './contract/step.ts'
export * from './contract/asset.ts'
export * from './contract/api.ts'
