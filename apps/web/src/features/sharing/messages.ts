import type { Role } from '@tandem/protocol'

/** The words of sharing. */
export const messages = {
  share: 'Share',
  title: 'Share this document',
  email: 'E-mail address',
  emailPlaceholder: 'name@example.com',
  emailMissing: 'Enter the e-mail address of the person to add.',
  role: 'Role',
  add: 'Add',
  adding: 'Adding…',
  added: (name: string) => `${name} has access now.`,
  people: 'People with access',
  you: '(you)',
  roles: { owner: 'Owner', editor: 'Can edit', commenter: 'Can comment', viewer: 'Can view' } satisfies Record<
    Role,
    string
  >,
  roleHints: { editor: 'Reads and writes', viewer: 'Reads and watches live' },
  roleOf: (name: string, role: string) => `Role of ${name}: ${role}`,
  remove: 'Remove',
  removed: (name: string) => `${name} has no access any more.`,
  undo: 'Undo',
  leave: 'Leave document',
  leaveQuestion: 'You will no longer see this document. Only an owner can add you again.',
  leaveConfirm: 'Leave',
  stay: 'Stay',
  copyLink: 'Copy link',
  linkCopied: 'Link copied',
  copyFailed: 'The link could not be copied. It is the address of this page.',
  linkHint: 'This address opens the document for the people above, and for nobody else.',
  byLink: 'came by a link',
  readOnly: 'Only an owner can add people and change roles.',
  loadFailed: 'The list of people could not be loaded.',
  tryAgain: 'Try again',
  unreachable: 'The server could not be reached. Check your connection and try again.',
} as const
