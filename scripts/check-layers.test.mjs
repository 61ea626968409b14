import { describe, expect, test } from 'vitest'
import { checkLayers } from './check-layers.mjs'
import { findCycles } from './cycles.mjs'
import { importsOf } from './imports-of.mjs'

const manifests = {
  'packages/crdt': { name: '@tandem/crdt', exports: { '.': './src/index.ts', './testing': './src/testing/index.ts' } },
  'packages/protocol': {
    name: '@tandem/protocol',
    exports: { '.': './src/index.ts' },
    dependencies: { '@tandem/crdt': '', zod: '' },
  },
  'packages/client': {
    name: '@tandem/client',
    exports: { '.': './src/index.ts' },
    dependencies: { '@tandem/protocol': '', 'socket.io-client': '' },
  },
  'packages/codemirror': {
    name: '@tandem/codemirror',
    dependencies: { '@tandem/client': '', '@codemirror/state': '' },
  },
  'packages/documents': { name: '@tandem/documents', exports: { '.': './src/index.ts' } },
  'apps/server': {
    name: '@tandem/server',
    dependencies: { 'socket.io': '', '@prisma/client': '' },
    devDependencies: { '@tandem/client': '' },
  },
  'apps/web': {
    name: '@tandem/web',
    imports: { '#*': './src/*' },
    dependencies: { '@tandem/documents': '', 'server-only': '' },
  },
}

const indexes = {
  'packages/crdt/src/index.ts': '',
  'packages/crdt/src/testing/index.ts': '',
  'packages/protocol/src/index.ts': '',
  'packages/client/src/index.ts': '',
  'packages/documents/src/index.ts': '',
}

/**
 * What the check finds in a checkout that is all well but for these files and manifests.
 * @param {Record<string, string>} files
 * @param {Record<string, object>} [changed]
 */
function check(files, changed = {}) {
  const all = Object.entries({ ...manifests, ...changed })
  return checkLayers({
    manifests: new Map(/** @type {[string, import('./check-layers.mjs').Manifest][]} */ (all)),
    files: new Map(Object.entries({ ...indexes, ...files })),
  })
}

/** @type {[says: string, path: string, text: string, finding: string][]} */
const planted = [
  ['an upward import', 'packages/crdt/src/a.ts', "import '@tandem/protocol'", '@tandem/protocol is not declared'],
  ['an upward type', 'packages/crdt/src/a.ts', "import type { A } from '@tandem/protocol'", 'is not declared'],
  ['an undeclared package', 'packages/protocol/src/a.ts', "export * from 'lodash/fp'", 'lodash is not declared'],
  ['a deep import', 'packages/protocol/src/a.ts', "import '@tandem/crdt/src/item'", 'not among the exports'],
  [
    'a path into another package',
    'packages/protocol/src/a.ts',
    "import '../../crdt/src/index.ts'",
    'leaves the package',
  ],
  ['its own index', 'packages/protocol/src/a.ts', "import { x } from './index.ts'", 'imports its own index.ts'],
  ['a file that is not there', 'packages/protocol/src/a.ts', "import './b.ts'", './b.ts does not exist'],
  ['Node in the CRDT', 'packages/crdt/src/a.ts', "import 'node:fs'", 'is pure'],
  [
    'a value where types may',
    'packages/codemirror/src/a.ts',
    "import { a } from '@tandem/client'",
    'only import types',
  ],
  ['the client in server code', 'apps/server/src/a.ts', "import '@tandem/client'", 'may not import @tandem/client'],
  [
    'sockets outside the gateway',
    'apps/server/src/rooms/a.ts',
    "import 'socket.io'",
    'belongs to apps/server/src/gateway/',
  ],
  ['sockets all over the client', 'packages/client/src/a.ts', "import 'socket.io-client'", 'belongs to'],
  ['a loaded module', 'packages/protocol/src/a.ts', "const a = () => import('lodash')", 'lodash is not declared'],
  [
    'a feature in a feature',
    'apps/web/src/features/a/a.ts',
    "import '#features/b/b.ts'",
    'feature a may not import feature b',
  ],
  ['a feature in the kit', 'apps/web/src/ui/a.ts', "import '../features/b/b.ts'", 'ui knows no features (b)'],
  ['the domain in a component', 'apps/web/src/features/a/a.tsx', "import '@tandem/documents'", 'for server code'],
]

describe('the layer check finds', () => {
  test.each(planted)('%s', (_, path, text, finding) => {
    const problems = check({ [path]: `\n${text}\n`, 'apps/web/src/features/b/b.ts': '' })
    expect(problems).toEqual([expect.stringContaining(finding)])
    expect(problems[0]).toMatch(new RegExp(`^${path}:2: `))
  })

  test('a dependency that goes up', () => {
    const crdt = { ...manifests['packages/crdt'], devDependencies: { '@tandem/client': '' } }
    expect(check({}, { 'packages/crdt': crdt })).toEqual([
      'packages/crdt/package.json: @tandem/crdt may not depend on @tandem/client',
    ])
  })

  test('a restricted package declared elsewhere', () => {
    const protocol = { ...manifests['packages/protocol'], dependencies: { react: '' } }
    expect(check({}, { 'packages/protocol': protocol })).toEqual([
      'packages/protocol/package.json: react belongs to apps/web/',
    ])
  })

  test('a package without a layer', () => {
    expect(check({}, { 'packages/new': { name: '@tandem/new' } })).toEqual([expect.stringContaining('has no layer')])
  })

  test('an import cycle, and says the way round', () => {
    const files = {
      'packages/crdt/src/a.ts': "import './b.ts'",
      'packages/crdt/src/b.ts': "import './c.ts'",
      'packages/crdt/src/c.ts': "import type { A } from './a.ts'",
    }
    expect(check(files)).toEqual([`import cycle: ${[...Object.keys(files), 'packages/crdt/src/a.ts'].join(' → ')}`])
  })
})

/** @type {[says: string, path: string, text: string][]} */
const allowed = [
  ['a lower package', 'packages/protocol/src/a.ts', "import { Id } from '@tandem/crdt'"],
  ['an exported subpath', 'packages/protocol/src/a.test.ts', "import '@tandem/crdt/testing'"],
  ['its own index in a test of what is public', 'packages/protocol/src/a.test.ts', "import './index.ts'"],
  ['types of the client in the binding', 'packages/codemirror/src/a.ts', "import type { S } from '@tandem/client'"],
  ['the client in server tests', 'apps/server/src/a.test.ts', "import '@tandem/client'"],
  ['sockets in the gateway', 'apps/server/src/gateway/a.ts', "import 'socket.io'"],
  ['the domain in an action', 'apps/web/src/features/a/a.ts', "'use server'\nimport '@tandem/documents'"],
  ['the domain in marked files', 'apps/web/src/features/a/a.ts', "import 'server-only'\nimport '@tandem/documents'"],
  ['types of the domain', 'apps/web/src/features/a/a.tsx', "import type { D } from '@tandem/documents'"],
  ['its own feature', 'apps/web/src/features/b/a.ts', "import '#features/b/b.ts'"],
]

describe('the layer check allows', () => {
  test.each(allowed)('%s', (_, path, text) => {
    expect(check({ [path]: text, 'apps/web/src/features/b/b.ts': '' })).toEqual([])
  })
})

test('every form of import is seen, with its line, and whether it is erased', () => {
  const text = `
    import a, { type B } from 'value'
    import type { C } from 'type'
    import { type D } from 'types'
    export { e } from 'again'
    export type { F } from 'type-again'
    const g: import('in-type').G = require('required')
    import('loaded')
    // import 'comment'
    const text = "import 'text'"`
  expect(importsOf('a.ts', text).map(({ specifier, line, typeOnly }) => [specifier, line, typeOnly])).toEqual([
    ['value', 2, false],
    ['type', 3, true],
    ['types', 4, true],
    ['again', 5, false],
    ['type-again', 6, true],
    ['in-type', 7, true],
    ['required', 7, false],
    ['loaded', 8, false],
  ])
})

test('cycles are found once each, and shared nodes are no cycle', () => {
  const graph = new Map([
    ['a', ['b', 'd']],
    ['b', ['c', 'd']],
    ['c', ['b']],
    ['d', []],
    ['e', ['e']],
  ])
  expect(findCycles(graph)).toEqual([
    ['b', 'c', 'b'],
    ['e', 'e'],
  ])
})
