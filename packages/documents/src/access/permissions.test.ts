import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import * as everything from '../index.ts'
import { functions, roleless, signedInFunctions } from '../testing/permissions/deeds.ts'
import { permissionsPage } from '../testing/permissions/page.ts'

test('every function of the package is in the table of permissions, or is about no document', () => {
  const named = new Set([...functions, ...signedInFunctions].map(({ name }) => name.split(' ')[0] ?? name))
  for (const name of Object.keys(roleless)) named.add(name)
  const isAsked = (value: unknown) => typeof value === 'function' && !/^class /.test(`${value}`)
  const exported = Object.entries(everything).filter(([, value]) => isAsked(value))
  const notAsked = ['can', 'changeEntry', 'database', 'describeError']
  expect(exported.map(([name]) => name).sort()).toEqual([...named, ...notAsked].sort())
})

test('docs/permissions.md shows the table as it is (else: npm run permissions)', async () => {
  expect(await readFile(new URL('../../../../docs/permissions.md', import.meta.url), 'utf8')).toBe(permissionsPage())
})
