/** The words of what can be done with changes that were given up, which comes when there are some. */
export const rescueMessages = {
  saveCopy: 'Save as a copy',
  copyTitle: (title: string) => `${title} (copy)`,
  copySaved: (title: string) => `Saved as “${rescueMessages.copyTitle(title)}”, a document of yours`,
  openCopy: 'Open it',
  copyFailed: 'The copy could not be saved. Download it.',
  unsent: 'What was not sent',
  downloadChanges: 'Download the changes',
} as const
