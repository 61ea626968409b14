/** Something that was written down, with the names that its people have now. */
export type DescribedEvent = {
  readonly event: string
  readonly actor: { readonly id: string; readonly name: string | null } | null
  readonly subject: { readonly id: string; readonly name: string | null } | null
  readonly details: Readonly<Record<string, string | number | boolean | null>>
}

/** One sentence that says what happened. An event that this version does not know is told by its own name. */
export function describeEvent({ event, actor, subject, details }: DescribedEvent): string {
  const who = actor === null ? 'Tandem' : (actor.name ?? gone)
  const whom = subject === null ? 'somebody' : subject.id === actor?.id ? 'themselves' : (subject.name ?? gone)
  const fact = (key: string) => String(details[key] ?? '')
  const role = roles[fact('role')] ?? fact('role')
  const link = details.link === undefined ? '' : fact('link') ? ` by the link “${fact('link')}”` : ' by a link'
  const what = sentences[event]
  return what ? what({ who, whom, role, link, fact }) : `${who}: ${event.replaceAll('_', ' ')}`
}

type Words = {
  readonly who: string
  readonly whom: string
  readonly role: string
  readonly link: string
  readonly fact: (key: string) => string
}

const gone = 'Somebody whose account is gone'

const roles: Readonly<Record<string, string>> = {
  owner: 'owner',
  editor: 'can edit',
  commenter: 'can comment',
  viewer: 'can view',
}

const sentences: Readonly<Record<string, (words: Words) => string>> = {
  document_made: ({ who }) => `${who} made the document`,
  document_renamed: ({ who, fact }) => `${who} renamed it from “${fact('from')}” to “${fact('title')}”`,
  document_trashed: ({ who }) => `${who} put it into the trash`,
  document_restored: ({ who }) => `${who} took it out of the trash`,
  document_deleted: ({ who, fact }) => `${who} deleted “${fact('title')}” for ever`,
  sharing_lent: ({ who }) => `${who} lets people who can edit share it`,
  sharing_taken_back: ({ who }) => `${who} lets only owners share it`,
  access_given: ({ who, whom, role, link }) =>
    link && whom === 'themselves' ? `${who} came${link} (${role})` : `${who} gave ${whom} access (${role})`,
  access_changed: ({ who, whom, role, link }) =>
    link && whom === 'themselves'
      ? `${who} came${link} (${role} now)`
      : `${who} changed ${whom === 'themselves' ? 'their own role' : `the role of ${whom}`} (${role} now)`,
  access_removed: ({ who, whom }) => (whom === 'themselves' ? `${who} left` : `${who} removed ${whom}`),
  person_blocked: ({ who, whom }) => `${who} blocked ${whom}`,
  person_unblocked: ({ who, whom }) => `${who} unblocked ${whom}`,
  person_invited: ({ who, role, fact }) => `${who} invited ${fact('email')} (${role})`,
  invitation_withdrawn: ({ who, fact }) => `${who} withdrew the invitation of ${fact('email')}`,
  invitation_accepted: ({ who, fact }) => `${who} took the invitation of ${fact('email')}`,
  access_requested: ({ who, role }) => `${who} asked for access (${role})`,
  request_declined: ({ who, whom }) => `${who} declined the request of ${whom}`,
  link_made: ({ who, role, fact }) => `${who} made a link${named(fact)} (${role})`,
  link_changed: ({ who, role, fact }) => `${who} changed the link${named(fact)} (${role})`,
  link_renewed: ({ who, fact }) => `${who} gave the link${named(fact)} another address`,
  link_ended: ({ fact }) => `The time of the link${named(fact)} was over`,
  link_removed: ({ who, fact }) => `${who} turned off the link${named(fact)}`,
  account_made: ({ who }) => `${who} made an account`,
  guest_came: ({ who }) => `${who} came as a guest`,
  account_disabled: ({ who, whom }) => `${who} disabled the account of ${whom}`,
  account_enabled: ({ who, whom }) => `${who} enabled the account of ${whom}`,
  account_deleted: ({ who }) => `${who} deleted an account`,
  administrator_made: ({ who, whom }) => `${who} made ${whom} an administrator`,
  administrator_unmade: ({ who, whom }) => `${who} took the administrator’s rights from ${whom}`,
  email_changed: ({ who }) => `${who} changed an e-mail address`,
  email_verified: ({ who }) => `${who} confirmed an e-mail address`,
  password_changed: ({ who }) => `${who} changed a password`,
  password_reset_asked: ({ who, whom }) => `${who} asked for a new password for ${whom}`,
  second_factor_on: ({ who }) => `${who} turned the second factor on`,
  second_factor_off: ({ who }) => `${who} turned the second factor off`,
  recovery_codes_renewed: ({ who }) => `${who} had new recovery codes made`,
  provider_connected: ({ who, fact }) => `${who} can come in with ${fact('provider')} now`,
  provider_disconnected: ({ who, fact }) => `${who} can’t come in with ${fact('provider')} any more`,
  signed_in: ({ who }) => `${who} signed in`,
  sign_in_ended: ({ who, whom }) => (whom === 'themselves' ? `${who} signed out` : `${who} ended a sign-in of ${whom}`),
}

function named(fact: (key: string) => string): string {
  return fact('link') ? ` “${fact('link')}”` : ''
}
