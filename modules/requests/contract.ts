export * from './contract/request.ts'
export * from './contract/steps.ts'
export * from './contract/lists.ts'
export * from './contract/api.ts'
