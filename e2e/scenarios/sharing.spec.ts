import { isAccessible } from '../fixtures/is-accessible.ts'
import { expect, test } from '../fixtures/test.ts'

test('a person is added, given another role, and removed', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, text: 'shared' })
  await alice.opens(document)
  await alice.shareDialog.open()

  await alice.shareDialog.add(bob.person.email, 'Can view')
  await expect(alice.shareDialog.roleOf('Bob')).toHaveText('Can view')
  await bob.opens(document)
  await bob.sees('shared')
  await bob.mayOnlyRead()

  // Long addresses give way where there is little room, and nothing moves sideways.
  await alice.page.setViewportSize({ width: 320, height: 640 })
  const wide = await alice.shareDialog.roleOf('Bob').evaluate((button) => {
    const around = (element: Element): Element[] =>
      element.parentElement ? [element.parentElement, ...around(element.parentElement)] : []
    return around(button).filter(
      (element) => getComputedStyle(element).overflowX === 'auto' && element.scrollWidth > element.clientWidth,
    ).length
  })
  expect(wide).toBe(0)

  await alice.shareDialog.change('Bob', 'Can comment')
  await expect(alice.shareDialog.roleOf('Bob')).toHaveText('Can comment')
  await bob.mayOnlyRead()

  await alice.shareDialog.change('Bob', 'Can edit')
  await bob.mayWrite()
  await bob.goesTo('end')
  await bob.types(' by two')
  await alice.shareDialog.close()
  await alice.sees('shared by two')

  await alice.shareDialog.open()
  await alice.shareDialog.remove('Bob')
  await expect(alice.shareDialog.person('Bob')).toHaveText(/^Bob has no access any more/)
  await expect(alice.shareDialog.roleOf('Bob')).toBeHidden()
  await bob.losesAccess()
})

test('somebody is said to have no access when that is so', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, editors: [bob], text: 'ours' })
  await alice.opens(document)
  await alice.shareDialog.open()
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await alice.page.route(`**${document.path}`, async (route) => {
    await held
    await route.continue()
  })
  const removed = alice.shareDialog.remove('Bob')
  await expect(alice.shareDialog.dialog.getByText('Removing Bob…')).toBeVisible()
  await expect(alice.shareDialog.dialog.getByText('Bob has no access any more.')).toBeHidden()
  letGo()
  await removed
})

test('several people are invited at once: each is told, and what is wrong stays in the field', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice })
  await alice.opens(document)
  await alice.shareDialog.open()
  const newcomer = `${crypto.randomUUID()}@example.test`
  await alice.shareDialog.add(`${bob.person.email}, ${newcomer}; not-an-address`, 'Can edit')
  const { dialog } = alice.shareDialog
  await expect(dialog.getByText('Bob has access now.')).toBeVisible()
  await expect(dialog.getByText('not-an-address: That is not an e-mail address.')).toBeVisible()
  await expect(alice.shareDialog.roleOf('Bob')).toHaveText('Can edit')
  await isAccessible(alice.page)
  await dialog.getByRole('button', { name: 'Take away: not-an-address' }).click()
  await expect(dialog.getByText('That is not an e-mail address.')).toBeHidden()

  const invited = dialog.getByRole('region', { name: 'Invited' })
  await invited.getByRole('button', { name: `Send again to ${newcomer}` }).click()
  await expect(invited.getByText(`Sent again to ${newcomer}.`)).toBeVisible()
  await invited.getByRole('button', { name: `Withdraw the invitation of ${newcomer}` }).click()
  await expect(invited).toBeHidden()
})

test('A68 who may not open a document asks for it, and the owner approves in the dialog', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, text: 'for who asks' })
  const answer = await bob.page.goto(`/d/${document.id}`)
  expect(answer?.status()).toBe(404)
  await bob.page.getByRole('textbox', { name: 'Message (optional)' }).fill('It is me')
  await bob.page.getByRole('button', { name: 'Request access' }).click()
  const said = await bob.page.getByRole('status').filter({ hasText: 'If there is a document' }).textContent()

  // Nobody learns whether there is one: everything is the same for an address that never was.
  await alice.page.goto('/d/there-is-no-such-document')
  await alice.page.getByRole('button', { name: 'Request access' }).click()
  await expect(alice.page.getByRole('status').filter({ hasText: said ?? 'nothing' })).toBeVisible()

  await alice.opens(document)
  await alice.shareDialog.open()
  await expect(alice.shareDialog.person('Bob')).toContainText('It is me')
  await alice.shareDialog.dialog.getByRole('button', { name: 'Approve the request of Bob' }).click()
  await expect(alice.shareDialog.roleOf('Bob')).toHaveText('Can view')
  await bob.opens(document)
  await bob.mayOnlyRead()

  // More than that is asked for where one is already.
  await bob.shareDialog.open()
  await bob.shareDialog.dialog.getByRole('button', { name: 'Ask to edit' }).click()
  await expect(bob.shareDialog.dialog.getByText('its owner can answer now')).toBeVisible()
  await bob.shareDialog.close()
  await alice.shareDialog.close()
  await alice.reloads()
  await alice.shareDialog.open()
  await alice.shareDialog.dialog.getByRole('button', { name: 'Approve the request of Bob' }).click()
  await bob.mayWrite()
})

test('A69 who is blocked is cut, and no link leads there until they are unblocked', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, editors: [bob], text: 'ours' })
  await alice.opens(document)
  await bob.opens(document)
  await alice.shareDialog.open()
  await alice.shareDialog.setGeneralAccess('Anyone with the link')
  const url = await alice.shareDialog.copyLink()
  await alice.shareDialog.choose('Bob', 'Block')
  await bob.losesAccess()
  await bob.page.goto(url)
  await expect(bob.page.getByText('This link does not lead anywhere (any more).')).toBeVisible()

  await alice.shareDialog.dialog.getByRole('button', { name: 'Unblock Bob' }).click()
  await expect(alice.shareDialog.dialog.getByRole('region', { name: 'Blocked' })).toBeHidden()
  await bob.page.goto(url)
  await bob.editor.isOpen()
  await alice.shareDialog.setGeneralAccess('Restricted')
  await bob.losesAccess()
})

test('an owner hands a document over, and the activity says who did what', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, editors: [bob] })
  await alice.opens(document)
  await alice.shareDialog.open()
  await alice.shareDialog.choose('Bob', 'Make owner…')
  await alice.shareDialog.dialog.getByRole('button', { name: 'Hand over' }).click()
  // The page begins anew with what she may do now.
  await expect(alice.shareDialog.dialog).toBeHidden()
  await bob.opens(document)
  await bob.shareDialog.open()
  await expect(bob.shareDialog.roleOf('Alice')).toHaveText('Can edit')
  await bob.shareDialog.dialog.getByRole('button', { name: 'Show activity' }).click()
  const activity = bob.shareDialog.dialog.getByRole('region', { name: 'Activity' })
  await expect(activity.getByRole('listitem').first()).toContainText('Alice changed their own role (can edit now)')
  await expect(activity.getByRole('listitem').last()).toContainText('Alice made the document')
})

test('an editor sees who has access and can change nothing', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, editors: [bob] })
  await bob.opens(document)
  await bob.shareDialog.open()
  await expect(bob.shareDialog.person('Alice')).toContainText('Owner')
  await expect(bob.shareDialog.roleOf('Alice')).toBeHidden()
  await expect(bob.shareDialog.dialog.getByRole('button', { name: 'Invite', exact: true })).toBeHidden()
})
