import { expect, test } from 'vitest'
import { wouldBeLost } from './use-leave-guard.ts'

const rescue = { rescuedAt: new Date(0), text: 'mine', changes: [] }

test.each<[string, Parameters<typeof wouldBeLost>[0], boolean]>([
  ['nothing unsaved', { unsaved: { count: 0, since: null, kept: 0 }, rescues: [], device: 'works' }, false],
  ['nothing unsaved, no device', { unsaved: { count: 0, since: null, kept: 0 }, rescues: [], device: 'none' }, false],
  ['all on this device', { unsaved: { count: 3, since: 0, kept: 3 }, rescues: [], device: 'works' }, false],
  ['one not on this device yet', { unsaved: { count: 3, since: 0, kept: 2 }, rescues: [], device: 'works' }, true],
  ['no device', { unsaved: { count: 1, since: 0, kept: 0 }, rescues: [], device: 'none' }, true],
  ['a full device', { unsaved: { count: 1, since: 0, kept: 0 }, rescues: [], device: 'full' }, true],
  [
    'a rescue on this device',
    { unsaved: { count: 0, since: null, kept: 0 }, rescues: [rescue], device: 'works' },
    false,
  ],
  [
    'a rescue in this tab alone',
    { unsaved: { count: 0, since: null, kept: 0 }, rescues: [rescue], device: 'failed' },
    true,
  ],
])('leaving would lose something: %s', (_, view, lost) => {
  expect(wouldBeLost(view)).toBe(lost)
})
