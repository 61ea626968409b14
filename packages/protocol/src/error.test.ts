import { expect, test } from 'vitest'
import { errorCodes, retryOf } from './error.ts'

test('E1 codes keep their place on the wire, and what the client does after each is what SPEC.md says', () => {
  expect(errorCodes.map((code, place) => `${place} ${code} ${retryOf[code]}`)).toEqual([
    '0 bad_request no',
    '1 unknown_event no',
    '2 not_joined resync',
    '3 already_joined no',
    '4 auth_required reauth',
    '5 upgrade_required no',
    '6 not_found no',
    '7 forbidden no',
    '8 document_trashed no',
    '9 replica_invalid resync',
    '10 gap resync',
    '11 replica_fork resync',
    '12 unknown_dependency resync',
    '13 bad_change no',
    '14 document_full no',
    '15 too_large no',
    '16 rate_limited later',
    '17 busy later',
    '18 resync resync',
    '19 drain later',
    '20 conflict no',
    '21 last_owner no',
    '22 internal later',
    '23 too_many_connections later',
    '24 account_disabled no',
    '25 storage_full later',
    '26 too_many_people later',
  ])
})
