import { expect, test } from '../fixtures/test.ts'

test('an owner lets those who can edit share a document, and takes it back', async ({ scenario }) => {
  const [alice, bob, sam] = [
    await scenario.person('Alice'),
    await scenario.person('Bob'),
    await scenario.stranger('Sam', { account: true }),
  ]
  const document = await scenario.document({ owner: alice, editors: [bob], text: 'ours' })
  await alice.opens(document)
  await alice.shareDialog.open()
  const choice = alice.shareDialog.dialog.getByRole('checkbox', { name: 'People who can edit may share, too' })
  await expect(choice).not.toBeChecked()
  await choice.check()
  await alice.shareDialog.dialog.getByRole('button', { name: 'Show activity' }).click()
  await expect(alice.shareDialog.dialog.getByText('Alice lets people who can edit share it')).toBeVisible()

  await bob.opens(document)
  await bob.shareDialog.open()
  await bob.shareDialog.add(sam.person.email, 'Can view')
  await expect(bob.shareDialog.roleOf('Sam')).toHaveText('Can view')
  await bob.shareDialog.change('Sam', 'Can edit')
  await expect(bob.shareDialog.roleOf('Sam')).toHaveText('Can edit')
  // Owners are in nobody's hands, and what is for owners is not offered.
  await expect(bob.shareDialog.person('Alice')).toContainText('Owner')
  await expect(bob.shareDialog.roleOf('Alice')).toBeHidden()
  await bob.shareDialog.roleOf('Sam').click()
  await expect(bob.page.getByRole('menuitem')).toHaveText(['Remove'])
  await bob.page.keyboard.press('Escape')
  await expect(bob.shareDialog.dialog.getByRole('button', { name: 'Show activity' })).toBeHidden()

  // The box shows it before the server has it.
  const answered = alice.page.waitForResponse((response) => response.request().method() === 'POST')
  await choice.uncheck()
  await answered
  await bob.page.reload()
  await bob.shareDialog.open()
  await expect(bob.shareDialog.dialog.getByText('Only an owner can add people')).toBeVisible()
})
