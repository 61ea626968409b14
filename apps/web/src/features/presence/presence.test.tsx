// @vitest-environment jsdom
import type { Peer } from '@tandem/client'
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { devicePreferences } from '#lib/device-preferences.ts'
import type { Room } from '#lib/room.ts'
import type { ListedPerson } from './listed-person.ts'
import { Presence } from './presence.tsx'
import { useListed } from './use-listed.ts'

beforeEach(() => vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true))
afterEach(() => vi.unstubAllGlobals())

test('who hides is hidden before the text is there, when nobody is drawn yet', async () => {
  devicePreferences.change({ hideMe: true, refuseFollowers: true })
  const keepCompany = vi.fn<Room['actions']['keepCompany']>()
  const place = document.createElement('main')
  await act(async () =>
    createRoot(place).render(createElement(Presence, { room: { ...unopened, actions: { ...idle, keepCompany } } })),
  )
  expect(keepCompany.mock.calls).toEqual([[{ hidden: true }], [{ leads: 'nobody' }]])
  expect(place.childElementCount).toBe(0)
})

test.each([
  ['one tab', []],
  ['another tab of mine', [2]],
])('who presses themselves gets back to their own caret: %s', async (_, keys) => {
  const actions = {
    ...idle,
    reveal: vi.fn(() => true),
    goTo: vi.fn(() => true),
    revealMine: vi.fn(),
    stopFollowing: vi.fn(),
  }
  const me = (await listed({ ...unopened, self: alice, peers: keys.map(otherTab), actions })).find(({ isMe }) => isMe)
  expect(me).toMatchObject({ devices: keys.length + 1, line: null })
  me?.jump(false)
  me?.jump(true)
  expect(actions.revealMine.mock.calls).toEqual([[false], [true]])
  // Whom they follow would take them away from there again.
  expect(actions.stopFollowing).toHaveBeenCalledTimes(2)
  expect([actions.reveal, actions.goTo].flatMap(({ mock }) => mock.calls)).toEqual([])
})

/** Who is listed in a room. */
async function listed(room: Room): Promise<readonly ListedPerson[]> {
  let people: readonly ListedPerson[] = []
  const Page = () => {
    people = useListed(room)
    return null
  }
  const root = createRoot(document.createElement('main'))
  await act(async () => root.render(createElement(Page)))
  await act(async () => root.unmount())
  return people
}

const alice = { key: 1, user: { id: 'a', name: 'Alice' }, hue: 3 }

const otherTab = (key: number): Peer => ({
  ...alice,
  key,
  role: 'editor',
  activity: 'active',
  selections: [],
  viewport: null,
  following: null,
  leads: 'anybody',
  calls: 0,
  changedAt: null,
})

const idle: Room['actions'] = {
  lineOf: () => 12,
  reveal: () => false,
  goTo: () => false,
  revealMine: () => {},
  list: () => {},
  follow: () => 'away',
  stopFollowing: () => {},
  showPeers: () => {},
  keepCompany: () => {},
  call: () => {},
  undoChanges: () => {},
  watchEdits: () => () => {},
}

const unopened: Room = {
  opened: false,
  self: null,
  peers: [],
  role: 'editor',
  live: false,
  hueOf: () => null,
  followed: { kind: 'alone' },
  listed: false,
  actions: idle,
}
