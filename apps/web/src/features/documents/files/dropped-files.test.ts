import { expect, test } from 'vitest'
import { droppedFiles } from './dropped-files.ts'

const item = (name: string | null, isDirectory: boolean | null) => ({
  getAsFile: () => (name === null ? null : new File([], name)),
  webkitGetAsEntry: () => (isDirectory === null ? null : { isDirectory }),
})

test('folders are told from files, and texts are neither', () => {
  const items = [item('a.txt', false), item('src', true), item(null, null), item('made by a page.txt', null)]
  const { files, folders } = droppedFiles(items)
  expect(files.map(({ name }) => name)).toEqual(['a.txt', 'made by a page.txt'])
  expect(folders).toEqual(['src'])
})
