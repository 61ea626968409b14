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

test('an address without an account is refused in words, and stays in the field', async ({ scenario }) => {
  const alice = await scenario.person('Alice')
  const document = await scenario.document({ owner: alice })
  await alice.opens(document)
  await alice.shareDialog.open()
  await alice.shareDialog.add('nobody@example.test', 'Can edit')
  const field = alice.shareDialog.dialog.getByRole('textbox', { name: 'E-mail address' })
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(field).toHaveValue('nobody@example.test')
})

test('an editor sees who has access and can change nothing', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, editors: [bob] })
  await bob.opens(document)
  await bob.shareDialog.open()
  await expect(bob.shareDialog.person('Alice')).toContainText('Owner')
  await expect(bob.shareDialog.roleOf('Alice')).toBeHidden()
  await expect(bob.shareDialog.dialog.getByRole('button', { name: 'Add', exact: true })).toBeHidden()
})
