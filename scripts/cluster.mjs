// npm run cluster: the application as `npm start` runs it, with two collaboration servers, a Redis and a proxy.
import { command } from './command.mjs'
import { readEnvironment } from './environment.mjs'
import { interrupted, untilInterrupted } from './interrupt.mjs'
import { setup } from './setup.mjs'

const nodes = 2

await command(async () => {
  const environment = readEnvironment()
  await setup()
  const { startApp } = await import('./app.mjs')
  const app = await startApp({ ...environment, nodes, signal: interrupted })
  console.log(`\nReady on ${app.url}, with ${nodes} collaboration servers behind ${app.collabUrl}`)
  await untilInterrupted()
  console.log('\nStopping…')
  await app.stop()
})
