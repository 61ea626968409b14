// Bugs that are planted into the source on its way through a bundler: the product's code knows nothing of them.
import { readFileSync } from 'node:fs'
import { inRoot } from './root.mjs'

/**
 * In this file, relative to the checkout, this text (there exactly once) becomes another one.
 * @typedef {{ readonly file: string, readonly text: string, readonly becomes: string }} Planted
 */

/**
 * A bug, by name.
 * @typedef {{ readonly name: string, readonly edits: readonly Planted[] }} Bug
 */

/**
 * A file as it is with the bug in it.
 * @param {Bug} bug
 * @param {string} file
 * @returns {string}
 * @throws {Error} when a text is not there exactly once
 */
export function changed({ name, edits }, file) {
  let content = readFileSync(inRoot(file), 'utf8')
  for (const edit of edits) if (edit.file === file) content = change(name, content, edit)
  return content
}

/**
 * The files that a bug changes.
 * @param {Bug} bug
 * @returns {string[]}
 */
export const filesOf = ({ edits }) => [...new Set(edits.map(({ file }) => file))]

/**
 * Puts a bug into what esbuild reads.
 * @param {Bug} bug
 * @returns {import('esbuild').Plugin}
 */
export function planting(bug) {
  const files = new Map(filesOf(bug).map((file) => [inRoot(file), file]))
  return {
    name: bug.name,
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const file = files.get(path)
        return file === undefined ? undefined : { contents: changed(bug, file), loader: 'ts' }
      })
    },
  }
}

/**
 * @param {string} bug
 * @param {string} content
 * @param {Planted} edit
 */
function change(bug, content, { file, text, becomes }) {
  const found = content.split(text).length - 1
  if (found !== 1) throw new Error(`${bug}: its text is ${found} times in ${file}, not once: ${text}`)
  // As a function: `$` in what it becomes means nothing.
  return content.replace(text, () => becomes)
}
