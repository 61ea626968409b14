import { mayWrite, type Role, roles } from '@tandem/protocol'
import { describe, expect, test } from 'vitest'
import { type Action, actions, can, mayShare, rolesThatMay } from './policy.ts'

/** The matrix as people agreed on it, written out: a change of the table must be made twice, on purpose. */
const matrix: Record<Action, Record<Role, boolean>> = {
  read: { owner: true, editor: true, commenter: true, viewer: true },
  write: { owner: true, editor: true, commenter: false, viewer: false },
  rename: { owner: true, editor: true, commenter: false, viewer: false },
  trash: { owner: true, editor: false, commenter: false, viewer: false },
  delete: { owner: true, editor: false, commenter: false, viewer: false },
  share: { owner: true, editor: false, commenter: false, viewer: false },
  own: { owner: true, editor: false, commenter: false, viewer: false },
  leave: { owner: true, editor: true, commenter: true, viewer: true },
}

describe('the policy', () => {
  const cells = actions.flatMap((action) => roles.map((role) => [role, action, matrix[action][role]] as const))
  test.each(cells)('%s, %s: %s', (role, action, expected) => {
    expect(can(role, action)).toBe(expected)
    expect(rolesThatMay(action).includes(role)).toBe(expected)
  })

  test('knows every action', () => {
    expect([...actions].sort()).toEqual(Object.keys(matrix).sort())
  })

  test('agrees with the protocol on who writes', () => {
    for (const role of roles) expect(can(role, 'write')).toBe(mayWrite(role))
  })

  test.each(roles)('where its owners let editors share a document, %s', (role) => {
    const standing = { role, byLink: false, editorsShare: true }
    expect(mayShare(standing)).toBe(role === 'owner' || role === 'editor')
    expect(mayShare({ ...standing, byLink: true })).toBe(role === 'owner')
    expect(mayShare({ ...standing, editorsShare: false })).toBe(role === 'owner')
  })

  test('never gives a weaker role more than a stronger one', () => {
    for (const action of actions) {
      const allowed = roles.map((role) => can(role, action))
      expect(allowed).toEqual([...allowed].sort((x, y) => Number(y) - Number(x)))
    }
  })
})
