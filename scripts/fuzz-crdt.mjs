// npm run fuzz:crdt -- [options]: random sessions against the slow twin of @tandem/crdt, and damaged bytes for its decoders.
import { command } from './command.mjs'
import { setup } from './setup.mjs'
import { tsx } from './tsx.mjs'

await command(async () => {
  await setup({ upTo: 'install' })
  return (await tsx('scripts/fuzz-crdt-run.mjs', process.argv.slice(2))).code
})
