import { Actor } from '../fixtures/actor.ts'
import { alone } from '../fixtures/alone.ts'
import { Launcher } from '../fixtures/launcher.ts'
import { expect, test } from '../fixtures/test.ts'

test('npm start says last where it is ready; Ctrl-C ends everything, and it starts again', alone, async () => {
  await using launcher = new Launcher()
  const first = await launcher.start()
  expect(first.lastLine).toBe(`Ready on ${first.url}`)
  expect((await fetch(first.url)).status).toBe(200)
  await first.interrupt('SIGINT')
  expect(first.exitCode).toBe(0)
  expect(launcher.leftOver()).toEqual([])

  const second = await launcher.start()
  await second.interrupt('SIGTERM')
  expect(second.exitCode).toBe(0)
  expect(launcher.leftOver()).toEqual([])
})

test('after kill -9 of the launcher alone, the next start ends what was left and runs', alone, async () => {
  await using launcher = new Launcher()
  const first = await launcher.start()
  const before = launcher.leftOver()
  expect(before.length).toBeGreaterThan(2)
  await first.kill()

  const second = await launcher.start()
  expect((await fetch(second.url)).status).toBe(200)
  for (const pid of before) expect(launcher.leftOver()).not.toContain(pid)
  await second.interrupt('SIGTERM')
  expect(launcher.leftOver()).toEqual([])
})

test(
  'A104 after kill -9 of everything, database included, the next start has what was saved',
  alone,
  async ({ browser }) => {
    await using launcher = new Launcher()
    const first = await launcher.start()
    await using context = await browser.newContext({ baseURL: first.url })
    const person = { id: '', name: 'Alice', email: 'alice@example.test', password: 'seven words make it safe' }
    const alice = new Actor(person, await context.newPage())
    await alice.entrance.signUp(person)
    // Loaded: a press on a button that is only drawn yet would do nothing.
    await alice.page.waitForURL('**/documents')
    await alice.dashboard.create()
    await alice.editor.isOpen()
    await alice.types('written before')
    await alice.seesItSaved()
    const { pathname } = new URL(alice.page.url())
    await first.kill()
    launcher.killLeftOver()

    // On another port: to the browser it is another site, for which it has kept nothing but the cookie.
    const second = await launcher.start()
    await alice.page.goto(`${second.url}${pathname}`)
    await alice.editor.isOpen()
    await alice.sees('written before')
    await second.interrupt('SIGTERM')
    expect(launcher.leftOver()).toEqual([])
  },
)

test('a second start on the same data says who is there, a busy port which it is', alone, async () => {
  await using launcher = new Launcher()
  const first = await launcher.start()
  const second = await launcher.fail()
  expect(second).toContain(`Tandem already runs on ${launcher.dataDir}`)
  expect(second).toContain(first.url)

  await using elsewhere = new Launcher()
  const { port } = new URL(first.url)
  expect(await elsewhere.fail({ PORT: port })).toContain(`Port ${port} is busy`)
  expect(elsewhere.leftOver()).toEqual([])
})
