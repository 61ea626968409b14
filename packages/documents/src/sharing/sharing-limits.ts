/** How long somebody has to sign up who was invited; an owner can begin it anew. */
export const invitationSeconds = 14 * 24 * 60 * 60

/** Invitations of one document that wait: each is a mail that goes to somebody who did not ask for it. */
export const maxInvitations = 200

/** Addresses of one request: a pasted list of a class, not of a company. */
export const maxInvitedAtOnce = 50

/** What goes with an invitation or a request: a few sentences. */
export const maxMessageUnits = 500

/** How long somebody is not heard again whose request was declined. */
export const declinedQuietSeconds = 7 * 24 * 60 * 60

/** Requests of one document that wait: more than an owner would look through. */
export const maxAccessRequests = 100
