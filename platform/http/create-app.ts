import type { App, AppOptions } from './app.ts'

/** Makes the HTTP side of a node. Add routes, then `listen` or `inject`; `close()` waits for requests under way. */
export declare function createApp(options: AppOptions): Promise<App>
