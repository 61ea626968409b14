// npm run fuzz:decoders -- [options]: damaged bytes for everything that reads bytes, and what refusing them costs.
import { command } from './command.mjs'
import { inRoot } from './root.mjs'
import { runCommand } from './run-command.mjs'
import { setup } from './setup.mjs'

await command(async () => {
  await setup({ upTo: 'install' })
  // Memory is counted between two looks: garbage that is collected meanwhile would hide some.
  const node = ['--max-semi-space-size=64', '--import', 'tsx']
  const args = [...node, inRoot('scripts/fuzz-decoders-run.mjs'), ...process.argv.slice(2)]
  return (await runCommand(process.execPath, args)).code
})
