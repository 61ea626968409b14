import type { ErrorCode } from '@tandem/protocol'
import type { Preferences } from '#lib/preferences.ts'
import { shorten } from '#lib/shorten.ts'
import type { FileProblem } from './incoming-files.ts'
import type { Hold, SaveState } from './save-state.ts'

const number = new Intl.NumberFormat('en')
const changes = (count: number) => (count === 1 ? '1 change' : `${number.format(count)} changes`)

/** The words that the editor page carries from the first moment. What comes behind the text has its own: `later-messages.ts`. */
export const messages = {
  back: 'Back to documents',
  title: 'Title',
  rename: 'Rename',
  untitled: 'Untitled',
  renameFailed: 'The title could not be changed.',
  editor: 'Editor',
  commandLine: 'Command',
  tabHint(keyMap: Preferences['keyMap'], writable: boolean): string {
    if (!writable) return 'You can only read here. Tab leaves the editor.'
    // The other key maps give Escape a meaning of their own.
    const ways = `${keyMap === 'default' ? 'Escape and then Tab, or ' : ''}Control+M and then Tab`
    return `Tab indents. To leave the editor with the keyboard, press ${ways}.`
  },
  tabIndentsNow: 'Tab indents now.',
  tabMovesFocusNow: 'Tab moves the focus now.',
  preferencesFailed: 'A part of your preferences could not be loaded. Check your connection and choose it again.',
  edit: 'Edit',
  nowViewing: 'You can now view only',
  nowEditing: 'You can now edit',
  changedBy: (what: string, name: string) => `${what}: ${name} changed your access`,

  saveStateName: 'Save state',
  saveState(state: SaveState): string {
    switch (state.kind) {
      case 'opening':
        return 'Opening…'
      case 'saved':
        return 'Saved'
      case 'saving':
        return 'Saving…'
      case 'slow':
        return `Saving… (${number.format(state.seconds)} s of unsaved changes)`
      case 'reconnecting':
        return messages.retryIn(state.retryIn ?? 0)
      case 'offline':
        return 'Offline'
      case 'held':
        return state.changes > 0 ? 'Not saved' : "Can't connect"
      case 'unreachable':
        return "Can't connect"
      case 'ended':
        return 'Closed'
    }
  },
  saveTold(state: SaveState): string {
    switch (state.kind) {
      case 'saved':
        return 'Everything is saved. It is saved by itself, as you write.'
      case 'offline':
        return messages.offline(state.changes, state.kept)
      case 'held':
        return messages.held(state.why, state.changes, state.kept)
      default:
        return `${messages.saveState(state)} · It is saved by itself, as you write.`
    }
  },
  savedAt: (time: string) => `All changes saved · ${time}`,
  offline(count: number, kept: number | null): string {
    if (kept !== null) {
      const stored = kept === 0 ? 'changes are' : kept === 1 ? '1 change is' : `${changes(kept)} are`
      return `You're offline. Keep working — ${stored} stored on this device and will sync when you're back.`
    }
    return count === 0
      ? "You're offline. Keep working: what you write will be sent when you're back. Keep this tab open."
      : `You're offline. ${changes(count)} will be sent when you're back. Keep this tab open.`
  },
  holds: {
    too_many_connections: {
      title: 'Too many documents are open',
      text: 'Close some of yours: this one goes on by itself then.',
    },
    too_many_people: {
      title: 'Too many users connected',
      text: 'This document holds no more at once: it goes on by itself when somebody leaves.',
    },
    storage_full: {
      title: 'The server has no room left',
      text: 'Whoever runs it has to make some: everything goes on by itself then.',
    },
  } satisfies Record<Hold, { title: string; text: string }>,
  held(why: Hold, count: number, kept: number | null): string {
    const { title, text } = messages.holds[why]
    const unsaved = kept === count ? 'stored on this device.' : 'not saved yet. Keep this tab open.'
    return `${title}. ${text}${count === 0 ? '' : ` ${changes(count)} ${count === 1 ? 'is' : 'are'} ${unsaved}`}`
  },
  deviceFull: 'This device has no room left: what is not saved yet would be lost with this tab.',
  deviceFailed: 'This device keeps nothing any more: what is not saved yet would be lost with this tab.',
  retryNow: 'Try now',
  retryIn: (seconds: number) => (seconds === 0 ? 'Reconnecting…' : `Reconnecting in ${number.format(seconds)} s`),
  backOnline: (mine: number, others: number) =>
    ['Back online', mine > 0 ? `${changes(mine)} synced` : '', others > 0 ? `${number.format(others)} from others` : '']
      .filter((part) => part !== '')
      .join(' · '),
  seeChanges: 'See what changed',
  unreachable: {
    title: "Can't reach Tandem",
    text: 'The document opens by itself as soon as there is a connection.',
  },

  rescued: (count: number) =>
    `${changes(count)} of yours could not be saved here. The text is without ${count === 1 ? 'it' : 'them'}: keep a copy.`,
  downloadCopy: 'Download a copy',
  tryAgain: 'Try again',
  dismiss: 'Dismiss',
  backToDocuments: 'Go to your documents',
  reload: 'Reload',
  signIn: 'Sign in',
  signedInAgain: 'I have signed in',

  ended(code: ErrorCode, unsent = 0): { title: string; text: string } {
    switch (code) {
      case 'not_found':
      case 'forbidden':
        return {
          title: 'You no longer have access',
          text: 'Somebody removed you from this document, or it was deleted. Ask its owner to share it again.',
        }
      case 'document_trashed':
        return {
          title: 'This document is in the trash',
          text: 'It can be opened again when its owner restores it.',
        }
      case 'account_disabled':
        return { title: 'Your account was closed', text: 'Ask whoever runs this server what happened.' }
      case 'auth_required':
        return {
          title: 'You are signed out',
          text: unsent > 0 ? `Sign in to sync ${changes(unsent)}.` : 'Sign in again to go on where you were.',
        }
      case 'upgrade_required':
        return { title: 'New version available', text: 'Reload the page to go on with the new version of Tandem.' }
      case 'document_full':
      case 'too_large':
        return { title: 'Document is too large', text: 'It has reached the size that Tandem can keep.' }
      default:
        return {
          title: 'This document was closed',
          text: 'Something went wrong that trying again by itself does not mend.',
        }
    }
  },
  unsentChanges: (count: number) => `${changes(count)} of yours did not arrive. You can keep a copy of what you wrote.`,

  goToLine: 'Go to line',
  line: (line: number) => `Line ${number.format(line)}`,

  formatterFailed: 'The formatter could not be loaded. Check your connection and try again.',
  laterFailed: 'A part of the editor could not be loaded. Check your connection and try again.',
  noProblems: 'No problems are marked here',
  nobodyElse: 'Nobody else has a cursor here',
  noChanges: 'Nobody else has changed the text',
  plainText: 'Plain text',
  languageFailed: (name: string) => `${name} could not be loaded. The text stays without colours.`,
  languageSet: (name: string, by: string | null) =>
    by === null ? `The language is now ${name}` : `${by} set the language to ${name}`,

  tooLong: (units: number, most: number) =>
    `That would make the document ${number.format(units)} characters long. It can hold ${number.format(most)}, so nothing was inserted.`,
  tooLarge: (most: number) =>
    `Document is too large. No more than ${number.format(most)} characters can be written into one, those included that were deleted again.`,
  usedUp: (most: number) => `${messages.tooLarge(most)} So nothing was inserted.`,
  fileProblem: (name: string, problem: FileProblem): string =>
    `${shorten(name, 48)} was not inserted: ${messages.fileProblems[problem]}`,
  fileProblems: {
    'too large': 'it is larger than a document can be.',
    encoding: 'it is neither UTF-8 nor UTF-16. Save it as UTF-8 first.',
    binary: 'it is no text.',
    unreadable: 'it could not be read.',
  } satisfies Record<FileProblem, string>,
  sending: 'Sending your changes',
  holdingBack: 'What others write is held back',
  heldBack: (waiting: number): string =>
    waiting === 0 ? messages.holdingBack : `${messages.holdingBack} · ${changes(waiting)}`,
  showHeldBack: 'Show it',
} as const

/** The words of CodeMirror's own panels and announcements that are shown as they are. */
export const editorPhrases: Record<string, string> = {
  'Go to line': messages.goToLine,
  go: 'Go',
}
