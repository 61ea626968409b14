// npm run check: layers, lint and types. All of them run, whatever the first says.
import { command } from './command.mjs'
import { setup } from './setup.mjs'
import { staticChecks } from './static-checks.mjs'

await command(async () => {
  await setup({ upTo: 'generate' })
  const failed = []
  for (const [name, check] of Object.entries(staticChecks)) if ((await check()).code !== 0) failed.push(name)
  console.log(failed.length === 0 ? '\nAll well' : `\nNot well: ${failed.join(', ')}`)
  return failed.length === 0 ? 0 : 1
})
