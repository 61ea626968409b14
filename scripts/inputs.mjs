// What each step of the setup depends on, and a fingerprint of it.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot } from './root.mjs'

/** Names of what tools make, which is nobody's source. */
export const made = new Set(['node_modules', '.next', '.turbo', 'dist', 'generated', 'next-env.d.ts'])
const lockfiles = ['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml']

/** The workspace's folders, in the order of pnpm-workspace.yaml. */
export function workspaceFolders() {
  const grouped = ['apps', 'packages'].flatMap((group) => readdirSync(inRoot(group)).map((name) => `${group}/${name}`))
  return [...grouped, 'prisma', 'e2e', 'bench', 'chaos', 'sim'].filter((folder) =>
    existsSync(inRoot(folder, 'package.json')),
  )
}

export const installInputs = () => [...lockfiles, ...workspaceFolders().map((folder) => `${folder}/package.json`)]

export const generateInputs = () => ['prisma/schema.prisma', 'prisma/prisma.config.ts', 'pnpm-lock.yaml']

/**
 * Everything that can end up in an app's bundle: all source, without tests and prose.
 * @param {string} app its folder
 */
export function sourceOf(app) {
  const source = [app, 'packages', 'prisma'].flatMap((folder) => filesIn(folder))
  return ['turbo.json', 'tsconfig.base.json', ...lockfiles, ...source]
}

/**
 * A digest of the files' names and contents.
 * @param {readonly string[]} files relative to the checkout
 */
export function fingerprint(files) {
  const hash = createHash('sha256')
  for (const file of files) {
    const content = readFileSync(inRoot(file))
    hash.update(`${file}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesIn(folder) {
  return readdirSync(inRoot(folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (made.has(entry.name)) return []
      if (entry.isDirectory()) return filesIn(path)
      return /\.test\.[^.]+$|\.md$/.test(entry.name) ? [] : [path]
    })
}
