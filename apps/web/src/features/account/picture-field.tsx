'use client'
import { type ChangeEvent, useRef, useState } from 'react'
import { paths } from '#lib/paths.ts'
import type { Result } from '#lib/result.ts'
import { Avatar } from '#ui/avatar.tsx'
import { Button } from '#ui/button.tsx'
import { FormError } from './form-error.tsx'
import { makePicture } from './make-picture.ts'
import { messages } from './messages.ts'
import { removePictureAction, setPictureAction } from './picture-actions.ts'

/** Somebody's picture, and the ways to choose another one or none. It changes at once. */
export function PictureField({
  userId,
  name,
  hue,
  hasPicture,
}: {
  readonly userId: string
  readonly name: string
  readonly hue: number
  readonly hasPicture: boolean
}) {
  const input = useRef<HTMLInputElement>(null)
  const choose = useRef<HTMLButtonElement>(null)
  const [shown, setShown] = useState(hasPicture ? paths.picture(userId) : null)
  const [said, setSaid] = useState('')
  const [problem, setProblem] = useState<string>()
  const [pending, setPending] = useState(false)

  const change = async (work: () => Promise<Result | null>, next: string | null) => {
    setPending(true)
    const answer = await work()
    setPending(false)
    setProblem(answer?.ok ? undefined : (answer?.message ?? messages.offline))
    if (!answer?.ok) return
    setShown(next)
    setSaid(next === null ? messages.pictureRemoved : messages.pictureChanged)
    // Other pages ask the browser's cache: it shall not tell them of the old one.
    await fetch(paths.picture(userId), { cache: 'reload' }).catch(() => null)
  }
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.currentTarget.files?.[0]
    // The same file can be chosen again.
    event.currentTarget.value = ''
    if (!file) return
    const made = await makePicture(file)
    if (made === null) return setProblem(messages.noPicture)
    await change(() => setPictureAction(made.bytes).catch(() => null), made.address)
  }
  const remove = async () => {
    await change(() => removePictureAction().catch(() => null), null)
    // The button that had the focus goes.
    choose.current?.focus()
  }

  return (
    <div className="flex flex-col gap-3">
      <FormError>{problem}</FormError>
      <div className="flex flex-wrap items-center gap-3">
        <Avatar key={shown} name={name} hue={hue} picture={shown ?? undefined} size="large" />
        <div className="flex flex-wrap gap-2">
          <Button ref={choose} pending={pending} onClick={() => input.current?.click()}>
            {shown === null ? messages.choosePicture : messages.changePicture}
          </Button>
          {shown === null ? null : (
            <Button tone="quiet" onClick={() => void remove()}>
              {messages.removePicture}
            </Button>
          )}
        </div>
      </div>
      <input ref={input} type="file" accept="image/*" hidden onChange={(event) => void take(event)} />
      <span role="status" className="sr-only">
        {said}
      </span>
    </div>
  )
}
