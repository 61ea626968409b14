import type { Locator } from '@playwright/test'
import type { Actor } from '../fixtures/actor.ts'
import { Device } from '../fixtures/device.ts'
import { downloadFrom } from '../fixtures/download.ts'
import type { ScenarioDocument } from '../fixtures/scenario-document.ts'
import { surroundings } from '../fixtures/surroundings.ts'
import { expect, test } from '../fixtures/test.ts'

test('A07 A14 typed and reloaded without a network, the browser killed: nothing is missing when it is back', async ({
  scenario,
}) => {
  test.setTimeout(120_000)
  await using device = new Device()
  const bob = await scenario.person('Bob')
  const alice = await scenario.personOn(await device.start(), 'Alice')
  const document = await scenario.document({ owner: alice, editors: [bob], text: 'known' })
  await bob.opens(document)
  await alice.opens(document)
  await alice.canLoseTheNetwork()
  await alice.goesOffline()
  await alice.goesTo('end')
  await alice.types(' one')
  await alice.hasKeptOnThisDevice(4)

  // Nothing asks whether to leave: all of it is on this device.
  const asked: string[] = []
  alice.page.on('dialog', (dialog) => {
    asked.push(dialog.message())
    void dialog.dismiss()
  })
  await alice.page.reload()
  expect(asked).toEqual([])
  await alice.sees('known one')
  await expect(alice.editor.saveState).toHaveText('Offline')
  await alice.mayWrite()
  await alice.goesTo('end')
  await alice.types(' two')
  await alice.hasKeptOnThisDevice(8)
  await device.kill()

  const again = scenario.same(alice, await (await device.start()).newPage())
  // A browser writes its cookies every half a minute.
  await scenario.signsIn(again)
  await again.opens(document)
  await again.sees('known one two')
  await again.seesItSaved()
  await bob.sees('known one two')
})

test('a page that was opened without a network can share when it is back', async ({ scenario }) => {
  const alice = await scenario.person('Alice')
  const document = await scenario.document({ owner: alice, text: 'known' })
  await alice.opens(document)
  await alice.canLoseTheNetwork()
  await alice.goesOffline()
  await alice.page.reload()
  await alice.sees('known')
  await alice.comesBackOnline()
  await alice.seesItSaved()
  await alice.shareDialog.open()
  await expect(alice.shareDialog.dialog.getByRole('textbox', { name: 'E-mail addresses' })).toBeVisible()
})

test('A21 two tabs closed without a network: what was written in both is recovered, once', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, editors: [bob], text: '\n' })
  await bob.opens(document)
  await alice.opens(document)
  const other = await scenario.anotherTab(alice)
  await other.opens(document)
  await alice.goesOffline()
  await expect(other.editor.saveState).toHaveText('Offline')
  await alice.goesTo('start')
  await alice.types('first')
  await other.goesTo('end')
  await other.types('second')
  await alice.hasKeptOnThisDevice(5)
  await other.hasKeptOnThisDevice(6)
  const fresh = await scenario.anotherTab(alice)
  await alice.page.close()
  await other.page.close()

  await fresh.comesBackOnline()
  await fresh.opens(document)
  await fresh.sees('first\nsecond')
  await fresh.seesItSaved()
  await bob.sees('first\nsecond')
  expect(await scenario.logOf(document)).toHaveLength(12)
})

/** Somebody writes two characters offline, and is signed out when there is a network again. */
async function isSignedOutOffline(actor: Actor, document: ScenarioDocument): Promise<void> {
  await actor.opens(document)
  await actor.goesOffline()
  await actor.goesTo('end')
  await actor.types('!!')
  await actor.hasKeptOnThisDevice(2)
  await actor.page.context().clearCookies()
  await actor.comesBackOnline()
}

test('A05 signed out while offline: the page asks to sign in, and keeps what was written', async ({ scenario }) => {
  const alice = await scenario.person('Alice')
  const document = await scenario.document({ owner: alice, text: 'known' })
  await isSignedOutOffline(alice, document)
  await expect(alice.page.getByRole('main')).toContainText('Sign in to sync 2 changes.')
  await scenario.signsIn(alice)
  await alice.page.getByRole('button', { name: 'I have signed in' }).click()
  await alice.seesItSaved()
  await alice.sees('known!!')
})

test('A05 somebody else signs in in the same browser: the page keeps what its person wrote, and sends it as them', async ({
  scenario,
}) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, editors: [bob], text: 'known' })
  await isSignedOutOffline(alice, document)
  const signedIn = async (who: typeof alice) => {
    await expect(alice.page.getByRole('main')).toContainText('Sign in to sync 2 changes.')
    await scenario.signsIn(scenario.same(who, alice.page))
    const ticket = alice.page.waitForResponse('**/api/ticket')
    await alice.page.getByRole('button', { name: 'I have signed in' }).click()
    await ticket
  }
  await signedIn(bob)
  await signedIn(alice)
  await alice.seesItSaved()
  await bob.opens(document)
  await bob.sees('known!!')
})

/** Goes to a page of which this is a part. */
async function comesFromServer(path: string, part: Locator): Promise<void> {
  // The worker hears a moment later than the page that there is a network again, and has the page for times without one until then.
  const parts = async () => {
    await part.page().goto(path)
    return part.count()
  }
  await expect.poll(parts).toBe(1)
}

test('who signs out is given what is only on this device, and leaves nothing on it', async ({ scenario }) => {
  const alice = await scenario.person('Alice')
  const document = await scenario.document({ owner: alice, title: 'Plan', text: 'known' })
  await alice.opens(document)
  await alice.canLoseTheNetwork()
  await alice.goesOffline()
  await alice.goesTo('end')
  await alice.types('unsent')
  await alice.hasKeptOnThisDevice(6)
  const { page } = await scenario.anotherTab(alice)
  await alice.page.close()
  await page.context().setOffline(false)

  const signOut = page.getByRole('button', { name: 'Sign out This browser' })
  await comesFromServer('/account', signOut)
  await signOut.click()
  await expect(page.getByRole('dialog')).toContainText('6 changes were not sent yet')
  const { name, text } = await downloadFrom(page, 'Download and sign out')
  expect(name).toBe('Plan.txt.json')
  expect(JSON.parse(text)).toMatchObject({ document: { title: 'Plan' }, rescues: [{ text: 'unsent' }] })
  await expect(page).toHaveURL('/')
  expect(await page.evaluate(() => indexedDB.databases())).toEqual([])

  await page.context().setOffline(true)
  await page.goto(document.path)
  await expect(page.getByRole('heading', { name: "You're offline" })).toBeVisible()
})

test('who comes after somebody whose sign-in has ended is neither shown nor asked what that one left', async ({
  scenario,
}) => {
  const alice = await scenario.person('Alice')
  const document = await scenario.document({ owner: alice, text: 'known' })
  await alice.opens(document)
  await alice.goesOffline()
  await alice.goesTo('end')
  await alice.types('unsent')
  await alice.hasKeptOnThisDevice(6)
  const context = alice.page.context()
  await alice.page.close()
  await context.setOffline(false)
  await context.clearCookies()

  const bob = await scenario.personOn(context, 'Bob')
  await comesFromServer('/documents', bob.page.getByRole('button', { name: 'Account: Bob' }))
  await bob.entrance.signOut('Bob')
  expect(await bob.page.evaluate(() => indexedDB.databases())).toHaveLength(1)
})

test('A03 A16 a document that is not on this device says so without a network, and opens by itself', async ({
  scenario,
}) => {
  const alice = await scenario.person('Alice')
  const [known, unknown] = [
    await scenario.document({ owner: alice }),
    await scenario.document({ owner: alice, text: 'new' }),
  ]
  await alice.opens(known)
  await alice.canLoseTheNetwork()
  await alice.page.context().setOffline(true)
  await alice.page.goto(unknown.path)
  await expect(alice.page.getByRole('heading', { name: "Can't reach Tandem" })).toBeVisible()
  await alice.comesBackOnline()
  await alice.sees('new')
})

test('a device without room, and one that lost what it kept, say so; what is written is saved all the same', async ({
  scenario,
}) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, editors: [bob], text: '' })
  const { page } = alice
  const origin = new URL(surroundings.webUrl).origin
  const device = await page.context().newCDPSession(page)
  await bob.opens(document)

  await device.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 })
  await alice.opens(document)
  await alice.types('one ')
  await expect(page.getByRole('main')).toContainText('This device has no room left')
  await alice.seesItSaved()
  await bob.sees('one ')

  await alice.goesOffline()
  await alice.types('more ')
  const asked = page.waitForEvent('dialog')
  await page.close({ runBeforeUnload: true })
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.dismiss()
  await alice.comesBackOnline()
  await alice.seesItSaved()
  await bob.sees('one more ')
  await device.send('Storage.overrideQuotaForOrigin', { origin })

  await alice.reloads()
  await expect(page.getByRole('main')).not.toContainText('This device')
  await device.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' })
  await alice.goesTo('end')
  await alice.types('two')
  await expect(page.getByRole('main')).toContainText('This device keeps nothing any more')
  await alice.seesItSaved()
  await bob.sees('one more two')
})
