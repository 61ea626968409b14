import { expect, test } from 'vitest'
import { enableAccount } from '../accounts/accounts.ts'
import { renameDocument } from '../documents/rename.ts'
import { trashDocument } from '../documents/trash.ts'
import { handOver } from '../sharing/hand-over.ts'
import { invitePeople } from '../sharing/invite.ts'
import { createLink, listLinks } from '../sharing/links.ts'
import { addPerson, changeRole } from '../sharing/people.ts'
import { alice, as, bob, db, document, roleOf, sam, stageSharedDocument } from '../sharing/testing/shared-document.ts'
import { behind } from '../testing/waiting.ts'

stageSharedDocument('owner')

const email = () => sam.email
const deeds: readonly [what: string, deed: () => Promise<unknown>][] = [
  ['let somebody in', () => addPerson(db, as(bob), document, { email: email(), role: 'editor' })],
  [
    'invite somebody',
    () => invitePeople(db, as(bob), document, { emails: [email()], role: 'editor' }, { verifiedOnly: false }),
  ],
  ['make a link', () => createLink(db, as(bob), document, { role: 'editor' })],
  ['change what others may do', () => changeRole(db, as(bob), document, alice.id, 'viewer')],
  ['hand it over', () => handOver(db, as(bob), document, alice.id)],
  ['rename it', () => renameDocument(db, as(bob), document, 'Mine')],
  ['throw it away', () => trashDocument(db, as(bob), document)],
]

test.each(deeds)(
  'who asks to %s while their account is being closed waits, and nothing comes of it',
  async (_, deed) => {
    const outcome = await behind(db, ['SELECT set_disabled($1, true)', [bob.id]], deed)
    await enableAccount(db, bob.id)
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'account_disabled' } })
    expect([await roleOf(alice.id), await roleOf(sam.id)]).toEqual(['owner', null])
    expect(await listLinks(db, as(alice), document, 'secret')).toEqual([])
  },
)
