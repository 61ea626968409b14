/** The words of what brings one document back: apart from the others, since every editor's page carries them. */
export const restoreMessages = {
  restore: 'Restore',
  unreachable: 'The server could not be reached. Check your connection and try again.',
} as const
