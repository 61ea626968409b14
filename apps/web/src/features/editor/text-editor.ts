import type { LanguageSupport } from '@codemirror/language'
import type { Peer } from '@tandem/client'
import type { FollowState, NotFollowed, PeerDisplay, RemoteEdit } from '@tandem/codemirror'
import type { Observed } from '#lib/observed.ts'
import type { Preferences } from '#lib/preferences.ts'
import type { Indentation } from './document-settings.ts'
import type { FoundPlan, RevertOutcome } from './revert/revert-plan.ts'
import type { TextCommandName } from './text-commands.ts'
import type { TextCount } from './text-count.ts'

/**
 * The open editor as the page sees it: what it may ask, without carrying CodeMirror, which comes in a chunk of its own
 * while the session is being opened.
 */
export interface TextEditor {
  focus(): void
  /** Does what the command says. */
  run(command: TextCommandName): void
  /** Goes to a line, counted from 1, or to the last one. */
  goToLine(line: number): void
  /** How much text there is, counted when it has come to rest. */
  readonly count: Observed<TextCount>
  /** The line of a peer's caret; null when it has none. */
  lineOf(peer: Peer): number | null
  /** Scrolls to a peer's caret; false when it has none. */
  reveal(peer: Peer): boolean
  /** Whom I follow. */
  readonly followed: Observed<FollowState>
  /** Follows a person until I touch the text; or says why not. */
  follow(userId: string): NotFollowed | null
  /** Stays where I am. */
  stopFollowing(): void
  /** Calls the listener with what others write; the returned function ends that. */
  watchEdits(listener: (edit: RemoteEdit) => void): () => void
  /** Puts my caret to where a peer's is, and the focus into the text; false when it has none. */
  goTo(peer: Peer): boolean
  /** Scrolls to my own caret, and takes the focus if that is wanted. */
  revealMine(focus: boolean): void
  /** How many edits of others are held back from the text; null when they are shown as they come. */
  readonly heldBack: Observed<number | null>
  /** Holds back what others write from now on, or shows it. */
  holdBack(on: boolean): void
  /** Shows as much of the others as I want. */
  showPeers(display: PeerDisplay): void
  /** Puts the text into a language; null for plain text. */
  showLanguage(language: { readonly name: string; readonly support: LanguageSupport } | null): void
  /** In how many places the text is not what its language allows; 0 where nobody looks. */
  readonly problems: Observed<number>
  /** Formats the whole text, which is in the language of that name, and tells what came of it. Fails when the formatter can't be loaded. */
  format(language: string | null): Promise<void>
  /** Does what a plan says as one step that undo takes back. Fails when what does it can't be loaded. */
  revert(found: FoundPlan): Promise<RevertOutcome>
  /** Indents like the document, and shows a tab as wide as the person wants; null: as the document says. */
  showIndentation(indentation: Indentation, tabSize: number | null): void
  /** Is for reading only, whoever may write; or lets those write again who may. */
  showReading(on: boolean): void
  /** Wraps long lines, or not. */
  showWrapping(wrap: boolean): void
  /**
   * Looks and behaves as a person wants. What has to be fetched for that comes a little later, if it is still wanted;
   * fails where it can't be fetched.
   */
  showPreferences(preferences: Preferences, wanted: () => boolean): Promise<void>
  /** Whether Tab moves the focus instead of indenting. */
  readonly tabMovesFocus: Observed<boolean>
  /** Ends it and takes it off the page. */
  destroy(): void
}
