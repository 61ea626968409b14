// npm run bench:server -- [options]: Tandem's collaboration server and others, measured in one run.
import { command } from './command.mjs'
import { settingNames } from './environment.mjs'
import { setup } from './setup.mjs'
import { tsx } from './tsx.mjs'

await command(async () => {
  await setup({ upTo: 'generate', log: (line) => console.error(line) })
  // It brings its own servers and database: a person's settings must not lead it to theirs.
  for (const name of settingNames) delete process.env[name]
  return (await tsx('bench/server/main.ts', process.argv.slice(2))).code
})
