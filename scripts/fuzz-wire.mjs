// npm run fuzz:wire -- [options]: hostile frames for a real server, under people who type.
import { command } from './command.mjs'
import { settingNames } from './environment.mjs'
import { setup } from './setup.mjs'
import { tsx } from './tsx.mjs'

await command(async () => {
  await setup({ upTo: 'generate' })
  // It brings its own server and database: a person's settings must not lead it to theirs.
  for (const name of settingNames) delete process.env[name]
  return (await tsx('chaos/wire/main.ts', process.argv.slice(2))).code
})
