// npm run fuzz:crdt -- [options]: random sessions against the slow twin of @tandem/crdt, and damaged bytes for its decoders.
import { command } from './command.mjs'
import { inRoot } from './root.mjs'
import { runCommand } from './run-command.mjs'
import { setup } from './setup.mjs'

await command(async () => {
  await setup({ upTo: 'install' })
  // Not by tsx's own command: it ends who doesn't answer a signal at once, and this one is busy, but has something to say.
  const args = ['--import', 'tsx', inRoot('scripts/fuzz-crdt-run.mjs'), ...process.argv.slice(2)]
  return (await runCommand(process.execPath, args)).code
})
