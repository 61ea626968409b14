'use client'
import { useRouter } from 'next/navigation'
import { type FormEvent, useRef, useState } from 'react'
import { Avatar } from '#ui/avatar.tsx'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { toast } from '#ui/toast.tsx'
import { FormError } from './form-error.tsx'
import { HueChoice } from './hue-choice.tsx'
import { messages } from './messages.ts'
import { changeProfileAction } from './profile-actions.ts'

/** What others see of somebody: name and colour. `ownHue` is the colour of those who choose none. */
export function ProfileForm({
  profile,
  ownHue,
}: {
  readonly profile: { readonly name: string; readonly hue: number | null }
  readonly ownHue: number
}) {
  const router = useRouter()
  const field = useRef<HTMLInputElement>(null)
  const [name, setName] = useState(profile.name)
  const [hue, setHue] = useState(profile.hue)
  const [problem, setProblem] = useState<{ readonly name?: string; readonly form?: string }>({})
  const [pending, setPending] = useState(false)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setPending(true)
    const changed = await changeProfileAction({ name, hue }).catch(() => null)
    setPending(false)
    if (changed?.ok) {
      setProblem({})
      toast({ tone: 'success', message: messages.profileSaved })
      return router.refresh()
    }
    setProblem({ [changed?.field === 'name' ? 'name' : 'form']: changed?.message ?? messages.offline })
    if (changed?.field === 'name') field.current?.focus()
  }

  return (
    <form noValidate method="post" onSubmit={submit} className="flex flex-col gap-4">
      <FormError>{problem.form}</FormError>
      <div className="flex items-end gap-3">
        <TextField
          ref={field}
          label={messages.name}
          name="name"
          autoComplete="name"
          required
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={problem.name}
          className="grow"
        />
        <Avatar name={name.trim() || profile.name} hue={hue ?? ownHue} className="mb-0.5" />
      </div>
      <HueChoice hue={hue} onChoose={setHue} />
      <p className="text-pretty text-sm text-text-faint">{messages.profileHint}</p>
      <Button type="submit" pending={pending} className="self-start">
        {pending ? messages.saving : messages.saveProfile}
      </Button>
    </form>
  )
}
