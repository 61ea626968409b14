/** The words of the account's menu: apart from the others, since every list of documents carries them. */
export const menuMessages = {
  account: 'Account',
  guest: 'Guest',
  signUp: 'Create account',
  settings: 'Account settings',
  administration: 'Administration',
  signOut: 'Sign out',
} as const
