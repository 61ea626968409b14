// npm start
import { command } from './command.mjs'
import { readEnvironment } from './environment.mjs'
import { interrupted, untilInterrupted } from './interrupt.mjs'
import { setup } from './setup.mjs'

await command(async () => {
  const environment = readEnvironment()
  await setup()
  const { startApp } = await import('./app.mjs')
  const app = await startApp({ ...environment, signal: interrupted })
  console.log(`\nReady on ${app.url}`)
  await untilInterrupted()
  console.log('\nStopping…')
  await app.stop()
})
