import { turbo } from './pnpm.mjs'
import { inRoot } from './root.mjs'
import { runCommand } from './run-command.mjs'

/**
 * What is checked without running the application, in order of cost. Each gives an exit code and has said what is wrong.
 * @type {Readonly<Record<'layers' | 'lint' | 'types', () => Promise<{ code: number }>>>}
 */
export const staticChecks = {
  layers: () => runCommand(process.execPath, [inRoot('scripts/check-layers-run.mjs')]),
  lint: () => runCommand(inRoot('node_modules/.bin/biome'), ['check', '--error-on-warnings', '.']),
  types: () => turbo(['check-types', '--continue', '--output-logs=errors-only', '--no-update-notifier']),
}
