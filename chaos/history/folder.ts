import { mkdirSync, rmSync } from 'node:fs'
import { inRoot } from '../../scripts/root.mjs'

/** An empty folder for the history of a run, and for what its nodes say. */
export function freshFolder(name: string): string {
  const folder = inRoot('test-results', 'chaos', name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return folder
}
