/** What is said of an address that is not confirmed: apart from the rest, since every list of documents carries it. */
export const verifyMessages = {
  title: 'Confirm your address',
  unconfirmed: (email: string) => `Confirm that ${email} is yours: we have sent you a link.`,
  unconfirmedShort: 'E-mail address not confirmed yet',
  resend: 'Send it again',
  resent: (email: string) => `A link is on its way to ${email}`,
  notNow: 'Not now',
  unreachable: 'The server could not be reached. Check your connection and try again.',
} as const
