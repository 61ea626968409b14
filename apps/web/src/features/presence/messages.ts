import type { NotFollowed } from '@tandem/codemirror'
import type { Role } from '@tandem/protocol'
import type { LineRange } from './line-range.ts'
import type { PersonState } from './people.ts'

const number = new Intl.NumberFormat('en')
const all = new Intl.ListFormat('en', { type: 'conjunction' })
/** More names than this are a number. */
const maxNames = 3

const names = (list: readonly string[]) =>
  list.length > maxNames ? `${number.format(list.length)} people` : all.format(list)

const lines = (ranges: readonly LineRange[], more: number) =>
  all.format([
    ...ranges.map(({ first, last }) =>
      first === last ? `line ${number.format(first)}` : `lines ${number.format(first)} to ${number.format(last)}`,
    ),
    ...(more > 0 ? [more === 1 ? '1 more place' : `${number.format(more)} more places`] : []),
  ])

/** Every word about who is here. */
export const messages = {
  people: (count: number) => (count === 1 ? '1 person here' : `${number.format(count)} people here`),
  more: (count: number) => `+${count}`,
  showAll: (count: number) => (count === 1 ? 'Show all people: only you are here' : `Show all ${count} people`),
  state: { editing: 'editing', viewing: 'viewing', idle: 'idle' } satisfies Record<PersonState, string>,
  role: { owner: 'Owner', editor: 'Editor', commenter: 'Commenter', viewer: 'Viewer' } satisfies Record<Role, string>,
  you: '(you)',
  devices: (count: number) => `×${count}`,
  onDevices: (count: number) => `on ${count} devices`,
  line: (line: number) => `line ${number.format(line)}`,
  activeAt: (ago: string) => `Active ${ago}`,
  isFollowed: 'you follow them',
  followsMe: 'follows you',
  /** "Alice, editing, line 128, on 2 devices" */
  describe: (parts: readonly (string | null)[]) => parts.filter((part) => part !== null).join(', '),
  nowhere: (name: string) => `${name} has no cursor in the text`,
  jump: 'Go there',
  undoChanges: 'Undo their changes…',

  follow: 'Follow',
  followName: (name: string) => `Follow ${name}`,
  stopFollowing: 'Stop following',
  stopFollowingName: (name: string) => `Stop following ${name}`,
  following: (name: string) => `Following ${name}`,
  toStop: 'Esc to stop',
  followers: (count: number) => `${number.format(count)} following`,
  ended: {
    away: (name) => `${name} left`,
    unwanted: (name) => `${name} does not want to be followed`,
    circle: (name) => `${name} follows you now`,
  } satisfies Record<NotFollowed, (name: string) => string>,
  notFollowed: {
    away: (name) => `${name} is not here any more`,
    unwanted: (name) => `${name} does not want to be followed`,
    circle: (name) => `${name} follows you: following each other would lead nowhere`,
  } satisfies Record<NotFollowed, (name: string) => string>,

  callEverybody: 'Bring everyone to me',
  called: 'Everyone here was asked to come to you',
  calls: (name: string, line: number | null) =>
    line === null ? `${name} asks everyone to follow` : `${name} asks everyone to come to line ${number.format(line)}`,
  startLecture: 'Start a lecture',
  endLecture: 'End the lecture',
  lectureHint: 'Everyone follows you until they touch the text.',
  lecturing: 'Lecture',
  lectures: (name: string) => `${name} gives a lecture`,

  came: (list: readonly string[]) => `${names(list)} joined`,
  left: (list: readonly string[]) => `${names(list)} left`,
  changed: (list: readonly string[], ranges: readonly LineRange[], more: number) =>
    `${names(list)} changed ${lines(ranges, more)}`,
  somebody: 'Somebody',
} as const
