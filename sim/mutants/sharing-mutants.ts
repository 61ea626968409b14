import type { Mutant } from './mutant.ts'

const people = 'packages/documents/src/testing/model/people.ts'
const invitations = 'packages/documents/src/testing/model/invitations.ts'
const links = 'packages/documents/src/testing/model/links.ts'
const may = 'packages/documents/src/testing/model/may.ts'
const requests = 'packages/documents/src/testing/model/requests.ts'

/** Who is let in, as the database has it: planted into its model, like what the log takes. */
export const sharingMutants: readonly Mutant[] = [
  {
    name: 'blocked-come-by-link',
    does: 'lets people in by a link who are kept out',
    edits: [
      {
        file: links,
        text: "if (document.blocked.has(userId)) throw new DomainError('not_found')",
        becomes: '',
      },
    ],
  },
  {
    name: 'blocked-stay',
    does: 'keeps people out, and leaves them what they have',
    edits: [
      {
        file: people,
        text: 'const wasHere = document.permissions.delete(userId)',
        becomes: 'const wasHere = document.permissions.has(userId)',
      },
    ],
  },
  {
    name: 'handed-over-and-kept',
    does: 'leaves who hands a document over an owner',
    edits: [{ file: people, text: "own.role = 'editor'", becomes: 'void own' }],
  },
  {
    name: 'hand-over-not-told',
    does: 'says nothing when a document is handed over, and does not count it as a change',
    edits: [
      {
        file: people,
        text: "document.revision += 4\n    this.#tables.notify({ channel: 'access', document: documentId, user: null })",
        becomes: '',
      },
    ],
  },
  {
    name: 'invitation-good-again',
    does: 'lets people in by an invitation as often as they come, also when they were removed',
    edits: [
      {
        file: invitations,
        text: 'document.invitations.delete(email)\n    if (document.blocked',
        becomes: 'if (document.blocked',
      },
    ],
  },
  {
    name: 'invitation-unseen',
    does: 'gives people what their address was invited to before they have shown that it is theirs',
    edits: [{ file: invitations, text: '|| !user.isVerified ', becomes: '' }],
  },
  {
    name: 'invitation-for-blocked',
    does: 'lets people in by an invitation who are kept out',
    edits: [{ file: invitations, text: 'if (document.blocked.has(userId)) return', becomes: '' }],
  },
  {
    name: 'withdrawn-and-kept',
    does: 'keeps an invitation that was taken back',
    edits: [{ file: invitations, text: 'invitations.delete(found[0])', becomes: '' }],
  },
  {
    name: 'answer-lowers',
    does: 'takes something away from who is answered with less than they have by then',
    edits: [{ file: requests, text: 'else if (stronger(given, known.role) !== known.role)', becomes: 'else' }],
  },
  {
    name: 'declined-and-answered',
    does: 'answers a request that was declined',
    edits: [
      {
        file: requests,
        text: "if (!request || request.declinedAt !== null) throw new DomainError('not_found')",
        becomes: "if (!request) throw new DomainError('not_found')",
      },
    ],
  },
  {
    name: 'blocked-ask',
    does: 'hears the requests of people who are kept out',
    edits: [{ file: requests, text: 'blocked.has(userId) || ', becomes: '' }],
  },
  {
    name: 'approval-ignored',
    does: 'lets people in by a link that only asks',
    edits: [{ file: links, text: 'if (link.approval)', becomes: "if (userId === '')" }],
  },
  {
    name: 'editors-always-share',
    does: 'lets those who can edit share without having been let',
    edits: [
      {
        file: may,
        text: 'byLink: linkId !== null, editorsShare })',
        becomes: 'byLink: linkId !== null, editorsShare: true })',
      },
    ],
  },
  {
    name: 'shared-by-link',
    does: 'lets those share who can edit by a link',
    edits: [{ file: may, text: 'byLink: linkId !== null', becomes: 'byLink: false' }],
  },
  {
    name: 'editors-over-owners',
    does: 'lets those who share give, and take, more than they have',
    edits: [{ file: people, text: "if (stronger(own, most) !== own) throw new DomainError('forbidden')", becomes: '' }],
  },
]
