import { everybodySeesTheSame } from '../fixtures/actor.ts'
import { alone } from '../fixtures/alone.ts'
import { collaborationServerIsBack, killCollaborationServer } from '../fixtures/network.ts'
import { expect, test } from '../fixtures/test.ts'

test(
  'A01 the server is killed under two people who type: nothing is lost, nothing doubled',
  alone,
  async ({ scenario }) => {
    test.setTimeout(120_000)
    const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
    const document = await scenario.document({ owner: alice, editors: [bob], text: '\n' })
    await alice.opens(document)
    await bob.opens(document)
    await alice.goesTo('start')
    await bob.goesTo('end')

    const killed = killCollaborationServer()
    const back = { yet: false }
    const waiting = collaborationServerIsBack(killed).then(() => {
      back.yet = true
    })
    const typed = { alice: '', bob: '' }
    for (let round = 1; !back.yet || round <= 10; round++) {
      const [a, b] = [`a${round} `, `b${round} `]
      await Promise.all([alice.types(a), bob.types(b)])
      typed.alice += a
      typed.bob += b
    }
    await waiting
    // Whoever tried in vain for long waits up to ten seconds before the next time.
    for (const { editor } of [alice, bob]) {
      await expect(editor.saveState).toHaveAttribute('data-unsaved', '0', { timeout: 30_000 })
    }

    const whole = `${typed.alice}\n${typed.bob}`
    await alice.sees(whole)
    await bob.sees(whole)
    await alice.seesItSaved()
    // Not only on the screens: somebody who comes now gets it from the server.
    const fresh = await scenario.anotherTab(alice)
    await fresh.opens(document)
    await fresh.sees(whole)
  },
)

test('A10 the last keys before the network goes and a minute of typing without it arrive when it is back, between what others wrote', async ({
  scenario,
}) => {
  // A key takes its time on a busy machine, beside the pause after it.
  test.setTimeout(180_000)
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, editors: [bob], text: 'top\nbottom' })
  await alice.opens(document)
  await bob.opens(document)
  // Some of these keys may be on their way, one may have arrived and not been answered.
  await alice.goesTo('start')
  await alice.types('last ')
  await alice.goesOffline()

  await alice.goesTo({ line: 1, column: 9 })
  await bob.goesTo('end')
  const lines = Array.from({ length: 20 }, (_, at) => `offline line ${at + 1}`)
  await Promise.all([alice.typesFor(60, `\n${lines.join('\n')}`), bob.typesFor(50, ' and more')])
  await expect.poll(() => bob.editor.read()).toMatch(/^l?a?s?t? ?top\nbottom and more$/)
  expect(await alice.editor.read()).not.toContain('and more')

  await alice.comesBackOnline()
  const merged = ['last top', ...lines, 'bottom and more'].join('\n')
  await bob.sees(merged)
  await alice.sees(merged)
  await alice.seesItSaved()
})

test('a reload in the middle of typing keeps what was saved and doubles nothing', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, editors: [bob] })
  await alice.opens(document)
  await bob.opens(document)
  await alice.types('before ')
  await bob.sees('before ')
  await alice.types('during ')
  await alice.reloads()
  await alice.goesTo('end')
  await alice.types('after')
  const text = await everybodySeesTheSame(alice, bob)
  // The last keys before a reload may not have been saved, and the page said so.
  expect(text).toMatch(/^before (d?u?r?i?n?g? ?)after$/)
})

test('A11 A12 a tab that slept while others wrote and the network went has it all when it wakes, and says "Saved" only then', async ({
  scenario,
}) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, editors: [bob], text: 'one' })
  await alice.opens(document)
  await bob.opens(document)
  const tab = await alice.page.context().newCDPSession(alice.page)
  await tab.send('Page.setWebLifecycleState', { state: 'frozen' })
  await alice.page.context().setOffline(true)
  await bob.goesTo('end')
  await bob.types(' two')
  await bob.seesItSaved()
  await tab.send('Page.setWebLifecycleState', { state: 'active' })
  await expect(alice.editor.saveState).toHaveText('Offline')
  await alice.goesTo('start')
  await alice.types('zero ')
  await expect(alice.editor.saveState).toHaveAttribute('data-unsaved', '5')

  await alice.comesBackOnline()
  await alice.sees('zero one two')
  await alice.seesItSaved()
  await bob.sees('zero one two')
  await alice.page.getByRole('button', { name: 'See what changed' }).click()
  await expect(alice.page.getByRole('button', { name: 'Go to line. Ln 1, Col 9' })).toBeVisible()
})
