import { expect, it } from 'vitest'
import { type DescribedEvent, describeEvent } from './describe-event.ts'

const alice = { id: 'a', name: 'Alice' }
const bob = { id: 'b', name: 'Bob' }
const told = (parts: Partial<DescribedEvent> & { event: string }) =>
  describeEvent({ actor: alice, subject: null, details: {}, ...parts })

const cases: [parts: Partial<DescribedEvent> & { event: string }, sentence: string][] = [
  [{ event: 'access_given', subject: bob, details: { role: 'editor' } }, 'Alice gave Bob access (can edit)'],
  [
    { event: 'access_given', actor: bob, subject: bob, details: { role: 'viewer', link: 'Class' } },
    'Bob came by the link “Class” (can view)',
  ],
  [
    { event: 'access_given', actor: bob, subject: bob, details: { role: 'viewer', link: '' } },
    'Bob came by a link (can view)',
  ],
  [{ event: 'access_removed', subject: bob }, 'Alice removed Bob'],
  [{ event: 'access_removed', subject: alice }, 'Alice left'],
  [{ event: 'access_removed', actor: null, subject: bob }, 'Tandem removed Bob'],
  [
    { event: 'access_removed', actor: { id: 'x', name: null }, subject: { id: 'y', name: null } },
    'Somebody whose account is gone removed Somebody whose account is gone',
  ],
  [{ event: 'link_made', details: { role: 'viewer', link: '' } }, 'Alice made a link (can view)'],
  [{ event: 'person_invited', details: { email: 'x@y.test', role: 'viewer' } }, 'Alice invited x@y.test (can view)'],
  [{ event: 'something_new' }, 'Alice: something new'],
]
it.each(cases)('%j', (parts, sentence) => {
  expect(told(parts)).toBe(sentence)
})
