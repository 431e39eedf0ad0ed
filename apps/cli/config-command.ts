import { loadConfig, settings, unknownSettings, type SettingName } from '@comity/server-app/config'
import type { Command } from 'commander'
import { say, type Terminal } from './terminal.ts'

/** `comity config`: every setting, its value, where it came from and what it means. Secrets are not shown. */
export function addConfigCommand(program: Command, terminal: Terminal): void {
  program
    .command('config')
    .description('explain the configuration: every setting, its value and where it came from')
    .option('--json', 'print as JSON')
    .action((options: { json?: true }) => {
      const { config, from } = loadConfig(terminal.environment)
      const names = Object.keys(settings).filter((name): name is SettingName => name in config || name in settings)
      const rows = names.map((name) => {
        const { variable, meaning, secret } = settings[name]
        const value = config[name]
        return {
          setting: name,
          variable,
          value: value === undefined ? null : secret === true ? '(set)' : value,
          from: from[name],
          meaning,
        }
      })
      if (options.json === true) return say(terminal, rows, true)
      for (const row of rows)
        terminal.out.write(`${row.variable} = ${row.value ?? '(unset)'}   [${row.from}]\n    ${row.meaning}\n`)
      for (const name of unknownSettings(terminal.environment))
        terminal.err.write(`comity: ${name} is no setting of Comity; is it misspelt?\n`)
    })
}
