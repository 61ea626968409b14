/** The words of a page that did not work: apart from the others, since every page carries them. */
export const failedMessages = {
  title: 'This page did not work',
  text: 'The problem is on our side. Try again; nothing that was saved is lost.',
  busyTitle: 'Too much is happening at once',
  busyText: 'Nothing that was saved is lost. Try again in a moment.',
  tryAgain: 'Try again',
} as const
