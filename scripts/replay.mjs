// npm run replay -- <trace file> [options]: a recorded session, typed again by real sessions against a real server.
import { command } from './command.mjs'
import { settingNames } from './environment.mjs'
import { setup } from './setup.mjs'
import { tsx } from './tsx.mjs'

await command(async () => {
  await setup({ upTo: 'server' })
  // It brings its own server and database: a person's settings must not lead it to theirs.
  for (const name of settingNames) delete process.env[name]
  return (await tsx('bench/replay/main.ts', process.argv.slice(2))).code
})
