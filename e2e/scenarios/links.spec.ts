import { expect, test } from '../fixtures/test.ts'

test('A78 a link for reading opens the document without an account, and never leads to more', async ({ scenario }) => {
  const [alice, guest] = [await scenario.person('Alice'), await scenario.stranger('Sam')]
  const document = await scenario.document({ owner: alice, text: 'for everybody' })
  await alice.opens(document)
  await alice.shareDialog.open()
  const url = await alice.shareDialog.createLink()

  await guest.page.goto(url)
  // The suggested name is somebody's already: nothing has to be filled in.
  await expect(guest.page.getByRole('textbox', { name: 'Your name' })).toHaveValue(/^Anonymous \w+$/)
  await guest.page.getByRole('textbox', { name: 'Your name' }).fill('Guest Gus')
  await guest.page.getByRole('button', { name: 'Open document' }).click()
  await guest.editor.isOpen()
  await guest.sees('for everybody')
  await guest.mayOnlyRead()
  await guest.shareDialog.open()
  await expect(guest.shareDialog.person('Guest Gus')).toContainText('came by a link')
  await expect(guest.shareDialog.dialog.getByRole('button', { name: 'Create a link' })).toBeHidden()
})

test('A72 a guest writes by a link, makes an account, and what they wrote stays theirs', async ({ scenario }) => {
  const [alice, guest] = [await scenario.person('Alice'), await scenario.stranger('Gus')]
  const document = await scenario.document({ owner: alice, text: 'one' })
  await alice.opens(document)
  await alice.shareDialog.open()
  const url = await alice.shareDialog.createLink()
  const settings = await alice.shareDialog.linkSettings()
  await settings.getByLabel('Role').selectOption({ label: 'Can edit' })
  await settings.getByRole('button', { name: 'Save' }).click()
  await expect(settings).toBeHidden()
  await alice.shareDialog.close()

  await guest.page.goto(url)
  await guest.page.getByRole('button', { name: 'Open document' }).click()
  await guest.editor.isOpen()
  await guest.mayWrite()
  await guest.goesTo('end')
  await guest.types(' and two')
  await guest.seesItSaved()
  await alice.sees('one and two')

  await guest.entrance.signUp(guest.person)
  await expect(guest.page).toHaveURL(/\/documents$/)
  await guest.opens(document)
  await guest.goesTo('end')
  await guest.types(' and three')
  await guest.seesItSaved()
  const authors = new Set((await scenario.logOf(document)).map(({ userId }) => userId))
  expect(authors.size).toBe(2)
})

test('A65 who came by a link is cut when it is turned off, and when it gets another address', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, text: 'shared' })
  await alice.opens(document)
  await alice.shareDialog.open()
  const url = await alice.shareDialog.createLink()
  // Somebody who is signed in is let in without being asked.
  await bob.page.goto(url)
  await bob.editor.isOpen()
  await bob.sees('shared')

  await alice.shareDialog.renewLink()
  await bob.losesAccess()
  await bob.page.goto(url)
  await expect(bob.page.getByRole('heading', { name: 'This link leads nowhere' })).toBeVisible()
  await expect(bob.page.getByText('Plan')).toBeHidden()

  const renewed = await alice.shareDialog.copyLink()
  expect(renewed).not.toBe(url)
  await bob.page.goto(renewed)
  await bob.editor.isOpen()
  await alice.shareDialog.turnLinkOff()
  await bob.losesAccess()
})

test('A73 a link with a password asks for it, and says until when it leads here', async ({ scenario }) => {
  const [alice, guest] = [await scenario.person('Alice'), await scenario.stranger('Sam')]
  const document = await scenario.document({ owner: alice, text: 'secret' })
  await alice.opens(document)
  await alice.shareDialog.open()
  const url = await alice.shareDialog.createLink()
  const settings = await alice.shareDialog.linkSettings()
  await settings.getByLabel('Name').fill('Class of May')
  await settings.getByLabel('Password', { exact: true }).fill('open sesame')
  await settings.getByLabel('Leads here until').fill('2001-01-01T00:00')
  await settings.getByRole('button', { name: 'Save' }).click()
  await expect(settings.getByText('That time is over already.')).toBeVisible()
  await settings.getByLabel('Leads here until').fill('2099-01-01T00:00')
  await settings.getByRole('button', { name: 'Save' }).click()
  const row = alice.shareDialog.dialog.getByRole('listitem').filter({ hasText: 'Class of May' })
  await expect(row).toContainText('asks for a password')
  await expect(row).toContainText('until')

  await guest.page.goto(url)
  const password = guest.page.getByLabel('Password of the link')
  await password.fill('open barley')
  await guest.page.getByRole('button', { name: 'Open document' }).click()
  await expect(guest.page.getByText('That is not the link’s password.')).toBeVisible()
  await password.fill('open sesame')
  await guest.page.getByRole('button', { name: 'Open document' }).click()
  await guest.editor.isOpen()
  await guest.sees('secret')
})
