import { createDocument, createUser } from '@tandem/db/factories'
import { hueOf } from '@tandem/protocol'
import { expect, test } from 'vitest'
import { tellHere } from '../documents/here.ts'
import { listDocuments } from '../documents/list.ts'
import { listAccessRequests, requestAccess } from '../sharing/access-requests.ts'
import { listPeople } from '../sharing/people.ts'
import { alice, bob, db, signedIn, stagePeople } from '../testing/people.ts'
import { changeProfile, getProfile, type Profile } from './profile.ts'
import { accountOf } from './sign-ins.ts'

stagePeople()

test('a name and a colour are what others see from then on', async () => {
  const holder = await signedIn(alice)
  expect(await getProfile(db, alice.id)).toEqual({ name: alice.name, hue: null })
  await changeProfile(db, alice.id, { name: ' Alice  A. ', hue: 23 })
  expect(await getProfile(db, alice.id)).toEqual({ name: 'Alice  A.', hue: 23 })
  expect(await accountOf(db, holder)).toMatchObject({ name: 'Alice  A.', hue: 23 })
  await changeProfile(db, alice.id, { name: 'Alice', hue: null })
  expect(await accountOf(db, holder)).toMatchObject({ name: 'Alice', hue: hueOf(alice.id) })
})

test('a colour is shown wherever others see the person', async () => {
  const sam = await createUser(db)
  const asBob = { userId: bob.id }
  const { id } = await createDocument(db, { owner: alice, people: [{ userId: bob.id, role: 'editor' }] })
  await tellHere(db, [{ documentId: id, userId: alice.id }])
  await requestAccess(db, { userId: sam.id }, id, { role: 'viewer' })
  const shown = async () => {
    const [listed] = (await listDocuments(db, asBob, { place: 'all' })).items
    const people = await listPeople(db, asBob, id)
    const requests = await listAccessRequests(db, { userId: alice.id }, id)
    return {
      owner: listed?.owner.hue,
      here: listed?.here.map(({ hue }) => hue),
      people: new Map(people.map(({ user }) => [user.id, user.hue])),
      requests: requests.map(({ user }) => user.hue),
    }
  }
  const people = (hue: number) => new Map([alice.id, bob.id].map((id) => [id, id === alice.id ? hue : hueOf(id)]))
  const own = hueOf(alice.id)
  expect(await shown()).toEqual({ owner: own, here: [own], people: people(own), requests: [hueOf(sam.id)] })
  await changeProfile(db, alice.id, { name: 'Alice', hue: 0 })
  await changeProfile(db, sam.id, { name: 'Sam', hue: 23 })
  expect(await shown()).toEqual({ owner: 0, here: [0], people: people(0), requests: [23] })
})

test.each([
  ['H2 no name', 'name', { name: '', hue: null }],
  ['H2 spaces', 'name', { name: ' \t ', hue: null }],
  ['H2 zero-width characters', 'name', { name: '\u200b\u2060', hue: null }],
  ['H2 10,000 characters', 'name', { name: 'x'.repeat(10_000), hue: null }],
  ['H2 65 graphemes', 'name', { name: '👩‍👩‍👧'.repeat(65), hue: null }],
  ['H4 a line break', 'name', { name: 'Alice\nBcc: x', hue: null }],
  ['H4 a tab', 'name', { name: 'Al\tice', hue: null }],
  ['a bidi override', 'name', { name: 'Al\u202eice', hue: null }],
  ['half a character', 'name', { name: 'Al\ud800ice', hue: null }],
  ['NUL', 'name', { name: 'Al\0ice', hue: null }],
  ['a colour that is none', 'hue', { name: 'Alice', hue: 24 }],
  ['a colour below', 'hue', { name: 'Alice', hue: -1 }],
  ['half a colour', 'hue', { name: 'Alice', hue: 0.5 }],
  ['H9 a colour that is a style', 'hue', { name: 'Alice', hue: 'red; content: "x"' }],
  ['more than asked for', null, { name: 'Alice', hue: null, email: 'mallory@example.test' }],
])('%s is refused and changes nothing', async (_, field, input) => {
  const change = changeProfile(db, alice.id, input as Profile)
  await expect(change).rejects.toMatchObject({ code: 'bad_request', field })
  expect(await getProfile(db, alice.id)).toEqual({ name: alice.name, hue: null })
})

test.each(['<script>alert(1)</script>', '"><svg onload=alert(1)>', '{{7*7}}', '..', 'CON', '=1+1', '👩‍👩‍👧 Ünï'])(
  'H1 %s is a name like any other',
  async (name) => {
    await changeProfile(db, alice.id, { name, hue: null })
    expect(await getProfile(db, alice.id)).toEqual({ name, hue: null })
  },
)

test('nobody is nobody', async () => {
  for (const id of ['missing', '', 'a\0b']) {
    await expect(getProfile(db, id)).rejects.toMatchObject({ code: 'auth_required' })
    await expect(changeProfile(db, id, { name: 'X', hue: null })).rejects.toMatchObject({ code: 'auth_required' })
  }
})
