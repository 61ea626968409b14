/** The words of the account's menu: apart from the others, since every list of documents carries them. */
export const menuMessages = {
  account: 'Account',
  guest: 'Guest',
  signUp: 'Create account',
  settings: 'Account settings',
  administration: 'Administration',
  signOut: 'Sign out',
  notSignedOut: 'Signing out did not work: you are still signed in. Try again in a moment.',
} as const
