import { RawConnection } from '../fixtures/raw-connection.ts'
import { expect, test } from '../fixtures/test.ts'

test('a viewer sees live edits and can’t type', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, viewers: [bob], text: 'read me' })
  await alice.opens(document)
  await bob.opens(document)
  await bob.goesTo('end')
  await bob.presses('x', 'Enter', 'Backspace', 'ControlOrMeta+v')
  await alice.goesTo('end')
  await alice.types(', live')
  await bob.sees('read me, live')
  await expect(bob.page.getByText('View only')).toBeVisible()
  expect(new Set((await scenario.logOf(document)).map(({ userId }) => userId))).toEqual(new Set([alice.person.id]))
})

test('a viewer can’t write by raw frames either', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, viewers: [bob], text: 'read me' })
  await alice.opens(document)
  const before = await scenario.logOf(document)

  await using connection = await RawConnection.open(bob, document)
  const welcome = await connection.says('welcome')
  expect(welcome.role).toBe('viewer')
  connection.pushInsertion(welcome, 'written by force')
  const refusal = await connection.says('error')
  expect(refusal.code).toBe('forbidden')

  await alice.goesTo('end')
  await alice.types('!')
  await alice.sees('read me!')
  await alice.seesItSaved()
  const after = await scenario.logOf(document)
  expect(after.slice(before.length).map(({ userId }) => userId)).toEqual([alice.person.id])
})

test('nobody without access gets a word of a document by raw frames', async ({ scenario }) => {
  const [alice, mallory] = [await scenario.person('Alice'), await scenario.person('Mallory')]
  const document = await scenario.document({ owner: alice, text: 'secret' })
  await using connection = await RawConnection.open(mallory, document)
  expect((await connection.says('error')).code).toBe('not_found')
  expect(connection.kinds).not.toContain('welcome')
  expect(connection.kinds).not.toContain('echo')
})

test('A65 who is removed is cut at once, and what others write no longer arrives', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, editors: [bob], text: 'ours' })
  await alice.opens(document)
  await bob.opens(document)
  await alice.shareDialog.open()
  await alice.shareDialog.remove('Bob')
  await bob.losesAccess()
  await expect(alice.editor.person('Bob')).toBeHidden()
  await bob.page.reload()
  await expect(bob.page.getByText('ours')).toBeHidden()
})

test('A68 a viewer made editor can type at once, and an editor made viewer no more', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const document = await scenario.document({ owner: alice, editors: [bob], text: 'ours' })
  await alice.opens(document)
  await bob.opens(document)
  await bob.mayWrite()
  await alice.shareDialog.open()
  await alice.shareDialog.change('Bob', 'Can view')
  await bob.mayOnlyRead()
  await expect(bob.page.getByText('You can now view only: Alice changed your access', { exact: true })).toBeVisible()
  await alice.shareDialog.change('Bob', 'Can edit')
  await bob.mayWrite()
  await expect(bob.page.getByText('You can now edit: Alice changed your access', { exact: true })).toBeVisible()
  await bob.goesTo('end')
  await bob.types(' again')
  await alice.shareDialog.close()
  await alice.sees('ours again')
})

test('no access and no such document look the same', async ({ scenario }) => {
  const [alice, bob] = [await scenario.person('Alice'), await scenario.person('Bob')]
  const secret = await scenario.document({ owner: alice, title: 'Secret plan' })
  const gone = `/d/${'x'.repeat(secret.id.length)}`

  const look = async (path: string) => {
    const answer = await bob.page.goto(path)
    // The way to ask for it comes last.
    await expect(bob.page.getByRole('button', { name: 'Request access' })).toBeVisible()
    // Between two pages the title is that of neither for a moment.
    await expect(bob.page).toHaveTitle(/./)
    const page = await bob.page.getByRole('main').textContent()
    return { status: answer?.status(), title: await bob.page.title(), page }
  }
  const [forbidden, missing] = [await look(secret.path), await look(gone)]
  expect(forbidden).toEqual(missing)
  expect(forbidden.status).toBe(404)
  expect(forbidden.page).not.toContain('Secret')
})
