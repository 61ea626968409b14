// npm run screenshots [-- filter…]: every page and state, at three widths, light and dark, with people of their own.
import { command } from './command.mjs'
import { setup } from './setup.mjs'

await command(async () => {
  await setup()
  const { withTestApp } = await import('./test-app.mjs')
  const { playwright } = await import('./playwright.mjs')
  return withTestApp(async (env) => {
    const filters = process.argv.slice(2)
    return (await playwright(['--project=screenshots-*', '--reporter=list', ...filters], env)).code
  })
})
