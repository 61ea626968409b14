// npm run sim -- [options]: every interleaving of clients, servers, network and disk, by seed.
import { command } from './command.mjs'
import { inRoot } from './root.mjs'
import { runCommand } from './run-command.mjs'
import { setup } from './setup.mjs'

await command(async () => {
  await setup({ upTo: 'server' })
  const program = [inRoot('node_modules/tsx/dist/cli.mjs'), inRoot('sim/main.ts')]
  return (await runCommand(process.execPath, [...program, ...process.argv.slice(2)])).code
})
