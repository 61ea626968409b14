// @vitest-environment jsdom
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { devicePreferences } from '#lib/device-preferences.ts'
import type { Room } from '#lib/room.ts'
import { Presence } from './presence.tsx'

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

const idle: Room['actions'] = {
  lineOf: () => null,
  reveal: () => false,
  goTo: () => false,
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
