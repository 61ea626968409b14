// npm run chaos -- [options]: faults for real, under people who type, and a checker of what they saw.
import { spawnSync } from 'node:child_process'
import { command } from './command.mjs'
import { settingNames } from './environment.mjs'
import { inRoot } from './root.mjs'
import { runCommand } from './run-command.mjs'
import { setup } from './setup.mjs'

await command(async () => {
  await setup({ upTo: 'server' })
  // It brings its own servers and database: a person's settings must not lead it to theirs.
  for (const name of settingNames) delete process.env[name]
  const program = [process.execPath, inRoot('node_modules/tsx/dist/cli.mjs'), inRoot('chaos/main.ts')]
  // What it mounts, to have a disk that can be full, is seen by nobody else and goes with it.
  const own = spawnSync('unshare', ['--mount', 'true']).status === 0
  const [file = '', ...args] = own ? ['unshare', '--mount', ...program] : program
  const env = own ? { CHAOS_OWN_MOUNTS: '1' } : {}
  return (await runCommand(file, [...args, ...process.argv.slice(2)], { env })).code
})
