// npm run lighthouse: what Lighthouse says of the landing page, the sign-in page and the dashboard; fails when it is not enough.
import { command } from './command.mjs'
import { freePort } from './ports.mjs'
import { setup } from './setup.mjs'

await command(async () => {
  await setup({ log: (line) => console.error(line) })
  const { withTestApp } = await import('./test-app.mjs')
  const { tsx } = await import('./tsx.mjs')
  const port = await freePort()
  return withTestApp(async (env) => (await tsx('e2e/lighthouse/main.ts', [`${port}`], env)).code)
})
