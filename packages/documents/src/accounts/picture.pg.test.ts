import { limits } from '@tandem/protocol'
import { expect, test } from 'vitest'
import { alice, bob, db, guest, signedIn, stagePeople } from '../testing/people.ts'
import { deleteAccount } from './delete-account.ts'
import { hasPicture, pictureOf, removePicture, setPicture } from './picture.ts'

stagePeople()

/** A JPEG of the size that is shown, with a note in it; `shade` tells two of them apart. */
function picture(shade: number, note = ''): Uint8Array {
  const side = limits.pictureSide
  const frame = [0xff, 0xc0, 0, 11, 8, side >> 8, side & 255, side >> 8, side & 255, 1, 1, 0x11, 0]
  const comment = note === '' ? [] : [0xff, 0xfe, 0, note.length + 2, ...Buffer.from(note)]
  return Uint8Array.from([0xff, 0xd8, ...comment, ...frame, 0xff, 0xda, 0, 4, 1, 0, shade, 0xff, 0xd9])
}

const shown = async (userId: string) => {
  const found = await pictureOf(db, userId)
  return found && new Uint8Array(found.bytes)
}

test('a picture is shown without what was noted in it, until there is another one or none', async () => {
  expect([await hasPicture(db, alice.id), await shown(alice.id)]).toEqual([false, null])
  await setPicture(db, alice.id, picture(1, 'at home'))
  expect([await hasPicture(db, alice.id), await shown(alice.id)]).toEqual([true, picture(1)])
  const first = await pictureOf(db, alice.id)
  await setPicture(db, alice.id, picture(2))
  expect(await shown(alice.id)).toEqual(picture(2))
  expect((await pictureOf(db, alice.id))?.hash).not.toEqual(first?.hash)
  expect(await shown(bob.id)).toBeNull()
  await removePicture(db, bob.id)
  await removePicture(db, alice.id)
  expect([await hasPicture(db, alice.id), await shown(alice.id)]).toEqual([false, null])
})

test('G4 G5 what is no picture, or too large, changes nothing', async () => {
  await setPicture(db, alice.id, picture(1))
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
  for (const bytes of [new Uint8Array(), svg, picture(2).subarray(1), Uint8Array.from([...picture(2), 0])]) {
    await expect(setPicture(db, alice.id, bytes)).rejects.toMatchObject({ code: 'bad_request', field: 'picture' })
  }
  const large = setPicture(db, alice.id, new Uint8Array(limits.maxPictureBytes + 1))
  await expect(large).rejects.toMatchObject({ code: 'too_large', field: 'picture' })
  expect(await shown(alice.id)).toEqual(picture(1))
})

test('a guest has none, nor has nobody', async () => {
  const { id } = await guest()
  await expect(setPicture(db, id, picture(1))).rejects.toMatchObject({ code: 'forbidden' })
  for (const nobody of ['missing', '', 'a\0b']) {
    await expect(setPicture(db, nobody, picture(1))).rejects.toMatchObject({ code: 'auth_required' })
    await removePicture(db, nobody)
    expect([await hasPicture(db, nobody), await pictureOf(db, nobody)]).toEqual([false, null])
  }
  expect(await shown(id)).toBeNull()
})

test('it goes with the account', async () => {
  await setPicture(db, alice.id, picture(1))
  await deleteAccount(db, await signedIn(alice))
  expect(await shown(alice.id)).toBeNull()
  await expect(setPicture(db, alice.id, picture(1))).rejects.toMatchObject({ code: 'auth_required' })
})
