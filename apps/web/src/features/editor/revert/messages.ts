import type { Moment } from './moment.ts'
import type { RevertExtent } from './revert-plan.ts'

const number = new Intl.NumberFormat('en')
const time = new Intl.DateTimeFormat('en', { timeStyle: 'short' })
const dayAndTime = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' })
const characters = (count: number) => (count === 1 ? '1 character' : `${number.format(count)} characters`)

/** Every word of undoing what somebody did. */
export const messages = {
  title: 'Undo somebody’s changes',
  hint: 'What others wrote stays. It is one step, which your own undo takes back.',
  whose: 'Whose',
  since: 'Since',
  moments: {
    minutes: '10 minutes ago',
    hour: 'an hour ago',
    today: 'the start of today',
    opened: 'I opened the document',
    ever: 'ever: everything',
  } satisfies Record<Moment, string>,
  writer: (name: string, { isMe, isGuest, ago }: { isMe: boolean; isGuest: boolean; ago: string }) =>
    `${name}${isMe ? ' (you)' : isGuest ? ' (guest)' : ''} · wrote ${ago}`,
  loading: 'Looking at what was written…',
  extent({ deleted, restored }: RevertExtent): string {
    const parts = [
      deleted > 0 ? `${characters(deleted)} will be deleted` : '',
      restored > 0 ? `${characters(restored)} will be put back` : '',
    ].filter((part) => part !== '')
    return `${parts.join(', ')}.`
  },
  nothing: 'There is nothing left to undo.',
  nobody: 'Nobody has written here yet.',
  notThey: 'They have not written here yet.',
  cancel: 'Cancel',
  undo: 'Undo these changes',
  undid(name: string, { deleted, restored }: RevertExtent, begin: Date | null, now: Date): string {
    const done = `Undid ${characters(deleted + restored)} of ${name}`
    if (begin === null) return done
    const isToday = begin.toDateString() === now.toDateString()
    return `${done} since ${(isToday ? time : dayAndTime).format(begin)}`
  },
  notDone: {
    behind: 'Something that was written is still on its way to you. Try again in a moment.',
    refused: 'Nothing was changed. Somebody may have undone it meanwhile, or you may not write any more.',
  },
  failed: 'That could not be loaded. Check your connection and try again.',
  tryAgain: 'Try again',
} as const
