'use client'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { toast } from '#ui/toast.tsx'
import { messages } from './messages.ts'
import { PasswordStep } from './password-step.tsx'
import { removeSecondFactorAction } from './second-factor-actions.ts'
import { SecondFactorSetup } from './second-factor-setup.tsx'

/** Whether a code is asked for beside the password, and the ways to change that. */
export function SecondFactor({ isOn, recoveryCodes }: { readonly isOn: boolean; readonly recoveryCodes: number }) {
  const router = useRouter()
  const button = useRef<HTMLButtonElement>(null)
  // What the dialog is about stays while it is open, whatever it changes.
  const [task, setTask] = useState<'turn-on' | 'turn-off' | null>(null)

  const close = () => {
    setTask(null)
    router.refresh()
  }
  const turnOff = async (password: string) => {
    const answer = await removeSecondFactorAction({ password }).catch(() => null)
    if (answer?.ok) {
      toast({ tone: 'success', message: messages.turnedOff })
      close()
    }
    return answer
  }

  return (
    <>
      <p className="mb-4 text-pretty text-sm text-text-muted">
        {isOn ? messages.secondFactorOn(recoveryCodes) : messages.secondFactorOff}
      </p>
      <Button ref={button} onClick={() => setTask(isOn ? 'turn-off' : 'turn-on')}>
        {isOn ? messages.turnOff : messages.turnOn}
      </Button>
      <Dialog
        open={task !== null}
        onOpenChange={(open) => {
          if (!open) close()
        }}
        title={messages.secondFactor}
        returnFocusTo={button}
      >
        {task === 'turn-on' ? <SecondFactorSetup onDone={close} /> : null}
        {task === 'turn-off' ? (
          <PasswordStep text={messages.turnOffText} label={messages.turnOffNow} tone="danger" onPassword={turnOff} />
        ) : null}
      </Dialog>
    </>
  )
}
