/** Files to make documents of, and the names of folders, whose bytes the browser does not give. */
export type DroppedFiles = { readonly files: readonly File[]; readonly folders: readonly string[] }

/** As much of what a browser gives for each thing that is dropped as counts here. */
type DroppedItem = Pick<DataTransferItem, 'getAsFile'> & {
  webkitGetAsEntry(): Pick<FileSystemEntry, 'isDirectory'> | null
}

/** Tells folders from files among what somebody dropped. */
export function droppedFiles(items: Iterable<DroppedItem>): DroppedFiles {
  const files: File[] = []
  const folders: string[] = []
  for (const item of items) {
    const file = item.getAsFile()
    if (file === null) continue
    if (item.webkitGetAsEntry()?.isDirectory) folders.push(file.name)
    else files.push(file)
  }
  return { files, folders }
}
