import type { Role } from '@tandem/protocol'
import type { GivenRole } from './sharing.ts'

const and = new Intl.ListFormat('en', { type: 'conjunction' })

/** The words of sharing. */
export const messages = {
  title: 'Share this document',
  emails: 'E-mail addresses',
  emailPlaceholder: 'name@example.com, …',
  emailMissing: 'Enter the e-mail address of somebody to invite.',
  chosen: 'To be invited',
  removeAddress: (email: string) => `Take away: ${email}`,
  role: 'Role',
  message: 'Message (optional)',
  invite: 'Invite',
  inviting: 'Inviting…',
  refused: (email: string, why: string) => `${email}: ${why}`,
  invitedNews: (added: readonly string[], invited: readonly string[]) =>
    [
      added.length > 0 ? `${and.format(added)} ${added.length === 1 ? 'has' : 'have'} access now.` : '',
      invited.length > 0 ? `Invited: ${and.format(invited)}. The document opens once they have signed up.` : '',
    ]
      .filter((line) => line !== '')
      .join('\n'),
  people: 'People with access',
  you: '(you)',
  roles: { owner: 'Owner', editor: 'Can edit', commenter: 'Can comment', viewer: 'Can view' } satisfies Record<
    Role,
    string
  >,
  roleHints: {
    editor: 'Reads and writes',
    commenter: 'Reads and comments',
    viewer: 'Reads and watches live',
  } satisfies Record<GivenRole, string>,
  roleOf: (name: string, role: string) => `Role of ${name}: ${role}`,
  remove: 'Remove',
  removing: (name: string) => `Removing ${name}…`,
  removed: (name: string) => `${name} has no access any more.`,
  undo: 'Undo',
  leave: 'Leave document',
  leaveQuestion: 'You will no longer see this document until somebody adds you again.',
  leaveConfirm: 'Leave',
  stay: 'Stay',
  copyLink: 'Copy link',
  linkCopied: 'Link copied',
  copyFailed: 'The link could not be copied. It is the address of this page.',
  linkHint: 'This address opens the document for those who have access, and for nobody else.',
  byLink: 'came by a link',
  makeOwner: 'Make owner…',
  ownerTitle: (name: string) => `Make ${name} an owner`,
  ownerQuestion: (name: string) =>
    `${name} could then do everything that you can: share this document, put it into the trash, and remove you.`,
  ownerToo: 'Make owner too',
  handOver: 'Hand over',
  handOverHint: 'Handing over makes you somebody who can edit.',
  cancel: 'Cancel',
  block: 'Block',
  blockOf: (name: string) => `Block ${name}`,
  blocked: 'Blocked',
  unblock: 'Unblock',
  unblockOf: (name: string) => `Unblock ${name}`,
  requests: 'Asking for access',
  wants: (role: string) => `Asks for: ${role}`,
  unconfirmed: (email: string) => `${email} (not confirmed)`,
  approve: 'Approve',
  approveOf: (name: string) => `Approve the request of ${name}`,
  decline: 'Decline',
  declineOf: (name: string) => `Decline the request of ${name}`,
  invitations: 'Invited',
  invitedUntil: (date: string) => `until ${date}`,
  invitationOver: 'time is over',
  resend: 'Send again',
  resendTo: (email: string) => `Send again to ${email}`,
  resent: (email: string) => `Sent again to ${email}.`,
  withdraw: 'Withdraw',
  withdrawOf: (email: string) => `Withdraw the invitation of ${email}`,
  settings: 'Settings',
  editorsShare: 'People who can edit may share, too',
  editorsShareHint:
    'They add and remove others and make links. Owners stay owners, and nobody shares who came by a link.',
  activity: 'Activity',
  showActivity: 'Show activity',
  showMore: 'Show more',
  request: { viewer: 'Request access', editor: 'Ask to edit' },
  requestSent:
    'If there is a document at this address, its owner can answer now. If you get access, you hear of it by e-mail.',
  readOnly: 'Only an owner can add people and change roles here.',
  loadFailed: 'The list of people could not be loaded.',
  tryAgain: 'Try again',
  unreachable: 'The server could not be reached. Check your connection and try again.',
} as const
