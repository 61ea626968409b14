/** The words of the way to the dialog: apart from the others, since every editor's page carries them. */
export const buttonMessages = { share: 'Share' } as const
