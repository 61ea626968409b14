import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp } from './app.mjs'
import { readRunFile } from './run-file.mjs'
import { temporaryData } from './temporary-data.mjs'

// The built server, two of them, as `npm run cluster` starts them; without the web app, which knows nothing of nodes.

const data = temporaryData()
/** @type {import('./app.mjs').App} */
let app
/** @type {string[]} */
const lines = []

beforeAll(async () => {
  app = await startApp({
    dataDir: data.folder,
    port: 0,
    collabPort: 0,
    nodes: 2,
    web: false,
    log: (line) => lines.push(line),
  })
}, 60_000)
afterAll(async () => {
  await app?.stop()
  await data.remove()
})

const figures = () => lines.flatMap((line) => line.match(/^Node \d: .*(http:.*\/metrics)$/)?.[1] ?? [])

test('two nodes are ready behind one address', async () => {
  const answers = await Promise.all([1, 2, 3].map(() => fetch(`${app.collabUrl}/ready`)))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  expect(readRunFile(data.folder).others?.length).toBe(2)
})

test('each tells its figures on a port of its own, and only there', async () => {
  expect(figures().length).toBe(2)
  for (const url of figures()) {
    const text = await (await fetch(url)).text()
    for (const name of ['tandem_sessions', 'tandem_rooms', 'tandem_echo_seconds_bucket', 'tandem_node_lag_rows 0']) {
      expect(text).toContain(name)
    }
  }
  expect((await fetch(`${app.collabUrl}/metrics`)).status).toBe(404)
})

test('a node that is killed is passed over and started again', async () => {
  const [killed] = readRunFile(data.folder).others ?? []
  if (!killed) throw new Error('the nodes are known')
  process.kill(killed.pid, 'SIGKILL')
  await expect.poll(() => readRunFile(data.folder).others?.some(({ pid }) => pid === killed.pid)).toBe(false)
  expect((await fetch(`${app.collabUrl}/health`)).status).toBe(200)
  expect((await fetch(`${app.collabUrl}/health`)).status).toBe(200)
})
