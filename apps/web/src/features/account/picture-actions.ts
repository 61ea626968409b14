'use server'
import { database, removePicture, setPicture } from '@tandem/documents'
import { limits } from '@tandem/protocol'
import { z } from 'zod'
import type { Result } from '#lib/result.ts'
import { act } from '#server/action.ts'

const picture = z.instanceof(Uint8Array).refine(({ length }) => length <= limits.maxPictureBytes)

/** Shows a picture in place of the signed-in person's initials. */
export async function setPictureAction(input: Uint8Array): Promise<Result> {
  return act(picture, input, async (user, bytes) => {
    await setPicture(database(), user.id, bytes)
    return {}
  })
}

/** Shows the signed-in person's initials again. */
export async function removePictureAction(): Promise<Result> {
  return act(z.undefined(), undefined, async (user) => {
    await removePicture(database(), user.id)
    return {}
  })
}
