import type { ErrorCode } from '@tandem/protocol'

/** The words of signing up, in and out. */
export const messages = {
  signInTitle: 'Sign in',
  signUpTitle: 'Create an account',
  name: 'Name',
  nameHint: 'What others see beside your caret.',
  email: 'E-mail',
  password: 'Password',
  newPasswordHint: 'At least 8 characters. A few words in a row are good and easy to remember.',
  signIn: 'Sign in',
  signingIn: 'Signing in…',
  signUp: 'Create account',
  signingUp: 'Creating account…',
  noAccount: 'New here?',
  haveAccount: 'Have an account?',
  toSignUp: 'Create an account',
  toSignIn: 'Sign in',
  account: 'Account',
  guest: 'Guest',
  guestTitle: 'You are here as a guest',
  guestText: 'With an account you can come back from any browser. What you wrote stays yours.',
  signOut: 'Sign out',
  unsentTitle: (count: number) => (count === 1 ? '1 change was not sent yet' : `${count} changes were not sent yet`),
  unsentText: (titles: readonly string[]) =>
    `What you wrote${titles.length > 0 ? ` in ${titles.join(', ')}` : ''} is only on this device, and signing out takes it from here.`,
  downloadAndLeave: 'Download and sign out',
  leaveWithout: 'Sign out without it',
  settings: 'Account settings',
  changePassword: 'Change password',
  changePasswordText: 'You stay signed in here. Everywhere else you are signed out.',
  oldPassword: 'Current password',
  newPassword: 'New password',
  changing: 'Changing…',
  passwordChanged: 'Password changed',
  oldPasswordMissing: 'Enter your current password.',
  signIns: 'Where you are signed in',
  thisBrowser: 'This browser',
  signedIn: (ago: string) => `Signed in ${ago}`,
  end: 'Sign out',
  endOf: (browser: string) => `Sign out ${browser}`,
  ended: 'Signed out there',
  everywhere: 'Sign out everywhere',
  everywhereText: 'Ends every sign-in, this one too. Open documents are closed at once.',
  unknownBrowser: 'A browser',
  nameMissing: 'Enter the name that others will see.',
  emailMissing: 'Enter your e-mail address.',
  passwordMissing: 'Enter your password.',
  passwordShort: 'Use at least 8 characters.',
  offline: 'The server could not be reached. Check your connection and try again.',
  signInToContinue: 'Sign in to open that page.',
} as const

/** What to say when signing in fails, by the code that came back. Never which half was wrong. */
export const signInErrors: Partial<Record<ErrorCode | 'CredentialsSignin', string>> = {
  CredentialsSignin: 'E-mail or password is not right.',
  rate_limited: 'Too many tries for this account. Wait a minute and try again.',
  account_disabled: 'This account was closed. Ask whoever runs this server.',
  busy: 'Many people are signing in right now. Try again in a moment.',
}

/** What to say when nothing more exact is known. */
export const signInFailed = 'Signing in did not work. Try again in a moment.'
