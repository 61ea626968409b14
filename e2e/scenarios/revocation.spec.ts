import { downloadFrom } from '../fixtures/download.ts'
import { isAccessible } from '../fixtures/is-accessible.ts'
import { expect, test } from '../fixtures/test.ts'
import { Account } from '../pages/account.ts'

test('who is removed while they write without a network gets what they wrote', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, editors: [bob], title: 'Plan', text: 'ours' })
  await alice.opens(document)
  await bob.opens(document)
  await bob.goesOffline()
  await bob.goesTo('end')
  await bob.types(', and what Bob adds')
  await alice.shareDialog.open()
  await alice.shareDialog.remove('Bob')
  await bob.comesBackOnline()
  await bob.losesAccess()

  const text = await downloadFrom(bob.page, 'Download a copy')
  expect(text).toEqual({ name: 'Plan.txt', text: ', and what Bob adds' })
  const changes = await downloadFrom(bob.page, 'Download the changes')
  expect(changes.name).toBe('Plan.txt.json')
  const file = JSON.parse(changes.text)
  expect(file.document).toEqual({ id: document.id, title: 'Plan' })
  const inserted: string[] = file.rescues[0].changes.flatMap((change: { inserted: string[] }) => change.inserted)
  expect(inserted.join('')).toBe(', and what Bob adds')

  await alice.shareDialog.close()
  await alice.sees('ours')
})

test('who was removed while the page was closed is given what they wrote when they come back', async ({ scenario }) => {
  const alice = await scenario.person('Alice')
  // The page that is kept for times without a network would do for a moment longer: this is about the server's.
  const bob = await scenario.onAnotherDevice(await scenario.person('Bob'), { serviceWorkers: 'block' })
  const document = await scenario.document({ owner: alice, editors: [bob], title: 'Plan', text: 'ours' })
  await bob.opens(document)
  await bob.goesOffline()
  await bob.goesTo('end')
  await bob.types(', and Bob')
  await bob.hasKeptOnThisDevice(9)
  const { page } = await scenario.anotherTab(bob)
  await bob.page.close()
  await alice.opens(document)
  await alice.shareDialog.open()
  await alice.shareDialog.remove('Bob')

  await page.context().setOffline(false)
  await page.goto(document.path)
  const unsent = page.getByRole('region', { name: 'What was not sent' })
  await expect(unsent).toContainText('9 changes of yours did not arrive')
  await isAccessible(page)
  expect(await downloadFrom(page, 'Download a copy')).toEqual({ name: 'Plan.txt', text: ', and Bob' })
  await unsent.getByRole('button', { name: 'Dismiss' }).click()
  await expect(unsent).toBeHidden()
})

test('who may only read from now on keeps reading, and gets what could not be saved', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, editors: [bob], text: 'ours' })
  await alice.opens(document)
  await bob.opens(document)
  await bob.goesOffline()
  await bob.goesTo('end')
  await bob.types(' lost')
  await alice.shareDialog.open()
  await alice.shareDialog.change('Bob', 'Can view')
  await alice.shareDialog.close()
  await bob.comesBackOnline()
  await expect(bob.page.getByText(/of yours could not be saved/)).toBeVisible()
  expect((await downloadFrom(bob.page, 'Download a copy')).text).toBe('ours lost')
  await bob.sees('ours')
  await bob.mayOnlyRead()
  await alice.goesTo('end')
  await alice.types(' again')
  await bob.sees('ours again')
  await bob.page.getByRole('main').getByRole('button', { name: 'Save as a copy' }).click()
  await bob.page.getByRole('button', { name: 'Open it' }).click()
  await bob.sees('ours lost')
  await bob.mayWrite()
})

test('A65 signing out everywhere in another tab ends the open document; signing in again goes on with it', async ({
  scenario,
}) => {
  const alice = await scenario.person('Alice')
  const document = await scenario.document({ owner: alice, text: 'mine' })
  await alice.opens(document)
  const tab = await scenario.anotherTab(alice)
  const account = new Account(tab.page)
  await account.open()
  await expect(account.signIns).toHaveCount(1)
  await account.signOutEverywhere()

  await expect(alice.page.getByText('You are signed out.')).toBeVisible()
  await alice.mayOnlyRead()
  await tab.page.goto('/documents')
  await expect(tab.page).toHaveURL(/\/sign-in/)

  await tab.entrance.fillSignIn(alice.person)
  await expect(tab.page).toHaveURL('/documents')
  await alice.page.bringToFront()
  await alice.page.getByRole('button', { name: 'I have signed in' }).click()
  await alice.mayWrite()
  await alice.goesTo('end')
  await alice.types(' again')
  await alice.sees('mine again')
  await alice.seesItSaved()
})

test('A18 a document that goes to the trash is closed for whoever has it open', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, editors: [bob], title: 'Old plan', text: 'ours' })
  await bob.opens(document)
  await alice.dashboard.open()
  await alice.dashboard.moveToTrash('Old plan')
  await expect(bob.page.getByRole('heading', { name: 'This document is in the trash' })).toBeVisible()
  await expect(bob.editor.text).toBeHidden()
})

test('another password: the old one is needed, and only the new one opens the account', async ({ scenario }) => {
  const alice = await scenario.person('Alice')
  const account = new Account(alice.page)
  const next = 'quite another password'
  await account.open()
  await account.changePassword('not the password', next)
  await expect(alice.page.getByText('That is not your password.')).toBeVisible()
  await account.changePassword(alice.person.password, next)
  await expect(alice.page.getByText('Password changed').first()).toBeVisible()

  await alice.dashboard.open()
  await alice.entrance.signOut(alice.name)
  await alice.entrance.signIn(alice.person)
  await expect(alice.entrance.problem).toHaveText('E-mail or password is not right.')
  await alice.entrance.fillSignIn({ email: alice.person.email, password: next })
  await expect(alice.page).toHaveURL('/documents')
})

test('signing in again leaves nothing of the sign-in before', async ({ scenario }) => {
  const [alice, mallory] = [await scenario.person('Alice'), await scenario.stranger('Mallory')]
  const before = await alice.page.context().cookies()
  await scenario.signsIn(alice)
  await mallory.page.context().addCookies(before)
  await mallory.page.goto('/documents')
  await expect(mallory.page).toHaveURL(/\/sign-in/)
  await alice.dashboard.open()
  await expect(alice.page).toHaveURL('/documents')
})
