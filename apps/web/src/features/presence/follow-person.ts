import type { RoomActions } from '#lib/room.ts'
import { toast } from '#ui/toast.tsx'
import { messages } from './messages.ts'

/** Follows a person, or says why that can't be. */
export function followPerson(actions: RoomActions, { id, name }: { readonly id: string; readonly name: string }): void {
  const why = actions.follow(id)
  if (why) toast({ message: messages.notFollowed[why](name) })
}
