// npm run bench:editor: what a key costs in a browser while many others have everything selected.
import { command } from './command.mjs'
import { setup } from './setup.mjs'
import { tsx } from './tsx.mjs'

await command(async () => {
  await setup({ upTo: 'install', log: (line) => console.error(line) })
  return (await tsx('e2e/bench/main.ts', process.argv.slice(2))).code
})
