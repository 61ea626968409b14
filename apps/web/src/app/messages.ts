/** The words of pages that belong to no feature. */
export const messages = {
  notFound: {
    title: 'There is nothing here',
    text: 'The page does not exist, or it is not shared with you. If somebody sent you the link, ask them to add you.',
    back: 'Go to my documents',
  },
  documentNotFound: {
    title: 'There is nothing here for you',
    text: 'The document does not exist, or it is not shared with you. If it does exist, you can ask its owner.',
  },
  offlineTitle: "You're offline",
  offline:
    'Only documents that were open on this device before can be opened now. The rest comes back with the connection.',
} as const
