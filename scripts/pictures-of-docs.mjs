import { readFileSync } from 'node:fs'
import { inRoot } from './root.mjs'

/**
 * The pictures that README.md and docs/tour.md show, by their names without an ending. `npm run screenshots` keeps them;
 * the others of its series are not committed.
 * @returns {string[]}
 */
export function picturesOfDocs() {
  return ['README.md', 'docs/tour.md'].flatMap((page) =>
    [...readFileSync(inRoot(page), 'utf8').matchAll(/screenshots\/([\w-]+)\.webp\)/g)].map(([, name = '']) => name),
  )
}
