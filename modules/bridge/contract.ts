export * from './contract/machine.ts'
export * from './contract/webhook.ts'
export * from './contract/folder.ts'
export * from './contract/submission.ts'
export * from './contract/api.ts'

declare module '@comity/errors' {
  interface ErrorRegistry {
    'machine-not-found': 404
    'webhook-not-found': 404
    'head-needed': 403
  }
}
