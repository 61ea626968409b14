// npm run bench:crdt -- [options]: Tandem's text CRDT and others, measured in one run.
import { command } from './command.mjs'
import { setup } from './setup.mjs'
import { tsx } from './tsx.mjs'

await command(async () => {
  await setup({ upTo: 'install', log: (line) => console.error(line) })
  return (await tsx('bench/crdt/main.ts', process.argv.slice(2))).code
})
