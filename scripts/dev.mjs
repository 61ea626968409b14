// npm run dev: everything from source; a saved file reloads the page or restarts the server.
import { command } from './command.mjs'
import { readEnvironment } from './environment.mjs'
import { interrupted, untilInterrupted } from './interrupt.mjs'
import { setup } from './setup.mjs'

await command(async () => {
  const environment = readEnvironment()
  await setup({ upTo: 'generate' })
  const { startApp } = await import('./app.mjs')
  const app = await startApp({ ...environment, dev: true, signal: interrupted })
  console.log(`\nReady on ${app.url}`)
  await untilInterrupted()
  console.log('\nStopping…')
  await app.stop()
})
