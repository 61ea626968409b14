import { isAccessible, looks } from '../fixtures/is-accessible.ts'
import { expect, test } from '../fixtures/test.ts'

test('A26 what somebody did who has left is undone as one step, and my undo brings it back', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const hours = 60 * 60 * 1000
  const document = await scenario.document({ owner: alice, editors: [bob], text: 'one\ntwo\nthree', age: 30 * hours })
  await bob.opens(document)
  await bob.goesTo({ line: 2, column: 1 })
  await bob.presses('Shift+End', 'Backspace')
  await bob.types('Bob was here')
  await bob.seesItSaved()
  await alice.opens(document)
  await alice.goesTo('end')
  await alice.types(', said Alice')

  // As long as he is here, his card leads there, too; Escape leads back to it.
  const { page } = alice
  await alice.editor.person('Bob').click()
  await page.getByRole('button', { name: 'Undo their changes…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Undo somebody’s changes' })
  await expect(dialog.getByRole('combobox', { name: 'Whose' })).toHaveValue(bob.person.id)
  await alice.presses('Escape')
  await expect(alice.editor.person('Bob')).toBeFocused()
  await bob.page.close()

  await alice.editor.text.focus()
  await alice.presses('F1')
  await page.getByRole('combobox', { name: 'Commands' }).fill('undo somebody')
  await alice.presses('Enter')
  await expect(dialog.getByRole('status')).toHaveText('12 characters will be deleted, 3 characters will be put back.')
  await isAccessible(page, [looks.dark])
  await dialog.getByRole('combobox', { name: 'Since' }).selectOption('I opened the document')
  await expect(dialog.getByRole('status')).toHaveText('There is nothing left to undo.')
  await expect(dialog.getByRole('button', { name: 'Undo these changes' })).toBeDisabled()
  await dialog.getByRole('combobox', { name: 'Since' }).selectOption('an hour ago')
  await dialog.getByRole('button', { name: 'Undo these changes' }).click()

  // First what stays for some seconds.
  await expect(page.getByText(/^Undid 15 characters of Bob since /).first()).toBeVisible()
  await alice.sees('one\ntwo\nthree, said Alice')
  await expect(dialog).toBeHidden()
  // The focus is back in the text: the key is the editor's.
  await expect(alice.editor.text).toBeFocused()
  await alice.presses('ControlOrMeta+z')
  await alice.sees('one\nBob was here\nthree, said Alice')
})
