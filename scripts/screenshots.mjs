// npm run screenshots [-- filter…]: every page and state, at three widths, light and dark, from the seeded database.
import { command } from './command.mjs'
import { setup } from './setup.mjs'

await command(async () => {
  await setup()
  const { withTestApp } = await import('./test-app.mjs')
  const { playwright } = await import('./playwright.mjs')
  const { tsx } = await import('./tsx.mjs')
  return withTestApp(async (env) => {
    const seeded = await tsx('prisma/seed.ts', [], env)
    if (seeded.code !== 0) return seeded.code
    const filters = process.argv.slice(2)
    return (await playwright(['--project=screenshots', '--reporter=list', ...filters], env)).code
  })
})
