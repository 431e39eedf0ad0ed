import { AuthorityId, type Context, type Person, type Role, roles } from '@comity/accounts/contract'
import { addPerson, changeRoles, inContext, personByLogin, setPasswordAsNode, systemActor } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import { loadConfig } from '@comity/server-app/config'
import { openNode } from '@comity/server-app/serve'
import type { Command } from 'commander'
import { folderOf, type Placed } from './node-folder.ts'
import { as, roleList } from './option-values.ts'
import { readInput, say, type Terminal } from './terminal.ts'

/** Of `comity node …`: what the node's own machine may do with people while the node is stopped, where no second person can. */
export function addPeopleCommands(node: Command, terminal: Terminal): void {
  addAddPerson(node, terminal)
  addSetPassword(node, terminal)
  addSetRoles(node, terminal)
}

interface Login extends Placed {
  readonly login: string
}

async function asNode(terminal: Terminal, given: Placed, act: (ctx: Context) => Promise<Person>): Promise<void> {
  const opened = await openNode(loadConfig(terminal.environment).config, folderOf(terminal, given))
  try {
    const person = await inContext(opened.node, systemActor(opened.node.facts.authorityId), act)
    say(terminal, { id: person.id, login: person.login, roles: person.roles }, given.json === true)
  } finally {
    await opened.close()
  }
}

interface Added extends Login {
  readonly name: string
  readonly roles: Role[]
  readonly guestOf?: AuthorityId
  readonly guestName?: string
}

function addAddPerson(node: Command, terminal: Terminal): void {
  node
    .command('add-person')
    .description('add the first people of a node while it is stopped; the password is read from standard input')
    .option('--data-dir <folder>', 'the data folder')
    .requiredOption('--login <login>')
    .requiredOption('--name <name>')
    .requiredOption('--roles <list>', `of ${roles.join(', ')}`, as(roleList))
    .option(
      '--guest-of <id>',
      'another authority of the same State, as xa.high-court: a guest, who only executes',
      as(AuthorityId),
    )
    .option('--guest-name <name>', 'the name of the guest’s authority')
    .option('--json', 'print as JSON')
    .action(async (given: Added) => {
      const password = await readInput(terminal.input)
      const { name, login, guestOf, guestName } = given
      const named = guestName === undefined ? {} : { authorityName: guestName }
      await asNode(terminal, given, (ctx) =>
        addPerson(ctx, {
          name,
          login,
          roles: given.roles,
          password,
          authorityId: guestOf ?? ctx.node.facts.authorityId,
          ...named,
        }),
      )
    })
}

function addSetPassword(node: Command, terminal: Terminal): void {
  node
    .command('set-password')
    .description(
      'set a person’s password while the node is stopped, where nobody is left to confirm a link; read from standard input',
    )
    .option('--data-dir <folder>', 'the data folder')
    .requiredOption('--login <login>')
    .option('--json', 'print as JSON')
    .action(async (given: Login) => {
      const password = await readInput(terminal.input)
      await asNode(terminal, given, (ctx) => setPasswordAsNode(ctx, { login: given.login, password }))
    })
}

function addSetRoles(node: Command, terminal: Terminal): void {
  node
    .command('set-roles')
    .description('set a person’s roles while the node is stopped, where nobody is left to confirm them')
    .option('--data-dir <folder>', 'the data folder')
    .requiredOption('--login <login>')
    .requiredOption('--roles <list>', `of ${roles.join(', ')}`, as(roleList))
    .option('--json', 'print as JSON')
    .action(async (given: Login & { readonly roles: Role[] }) => {
      await asNode(terminal, given, async (ctx) => {
        const person = await personByLogin(ctx.db, given.login)
        if (person === null) throw new ComityError('not-found')
        return changeRoles(ctx, { id: person.id, roles: given.roles })
      })
    })
}
