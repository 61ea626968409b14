// npm run sim -- [options]: clients, servers and database in one process, on simulated time, by seed.
import { command } from './command.mjs'
import { setup } from './setup.mjs'
import { tsx } from './tsx.mjs'

await command(async () => {
  await setup({ upTo: 'generate' })
  return (await tsx('sim/main.ts', process.argv.slice(2))).code
})
