import { ComityError } from '@comity/errors'
import { loadConfig, unknownSettings } from './config.ts'
import { startDemo } from './demo/start-demo.ts'
import { adviceOn } from './errors.ts'

// `npm start`: the demonstration network. A real node is started by `comity node serve`.
try {
  const { config } = loadConfig(process.env)
  for (const name of unknownSettings(process.env)) console.error(`${name} is no setting of Comity; is it misspelt?`)
  const demo = await startDemo(config)
  console.log(demo.welcome)
  const end = (code: number) => () => void demo.stop().then(() => process.exit(code))
  process.once('SIGINT', end(0))
  process.once('SIGTERM', end(0))
  void demo.lost.then((reason) => {
    console.error(`The database server ended: ${reason}. Start again; nothing acknowledged is lost.`)
    process.exit(1)
  })
} catch (error) {
  if (!(error instanceof ComityError)) throw error
  console.error(adviceOn(error))
  process.exit(1)
}
