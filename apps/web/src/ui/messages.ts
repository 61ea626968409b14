/** The few words that the kit itself speaks; everything else comes from the feature that uses it. */
export const messages = {
  close: 'Close',
  panelWidth: 'Width of the panel',
  dismiss: 'Dismiss',
  notification: 'Notification',
  notifications: 'Notifications ({hotkey})', // Radix puts the key in
  pressToReach: (action: string, key: string) => `${action}: press ${key}`,
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  tryAgain: 'Try again',
  partMissing: 'That could not be opened. Check your connection and try again.',
} as const
