/** The words of pages that belong to no feature. */
export const messages = {
  notFound: {
    title: 'There is nothing here',
    text: 'The page does not exist, or it is not shared with you. If somebody sent you the link, ask them to add you.',
    back: 'Go to your documents',
  },
  documentNotFound: {
    title: 'There is nothing here for you',
    text: 'The document does not exist, or it is not shared with you. If it does exist, you can ask its owner.',
  },
  someoneElse: {
    text: (name: string) =>
      `${name} is signed in here now. This page is another person's: nothing that is done on it counts any more.`,
    load: 'Load again',
  },
  offlineTitle: "You're offline",
  silentTitle: 'The server does not answer',
  offline:
    'Only documents that were open on this device before can be opened now. The rest comes back with the connection.',
} as const
