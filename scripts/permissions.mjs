// npm run permissions: prints the table of who may do what into docs/permissions.md.
import { command } from './command.mjs'
import { setup } from './setup.mjs'

await command(async () => {
  await setup({ upTo: 'install' })
  const { tsx } = await import('./tsx.mjs')
  return (await tsx('packages/documents/src/testing/permissions/write-page.ts', [])).code
})
