/** The few words that the kit itself speaks; everything else comes from the feature that uses it. */
export const messages = {
  close: 'Close',
  dismiss: 'Dismiss',
  notifications: 'Notifications',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  tryAgain: 'Try again',
} as const
