export * from './contract/api.ts'
export * from './contract/clock.ts'
export * from './contract/rule.ts'
