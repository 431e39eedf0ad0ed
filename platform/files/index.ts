import './errors.ts'
export { folderStore } from './folder-store.ts'
export type { FileStore, Sha256 } from './file-store.ts'
