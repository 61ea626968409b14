'use client'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import type { Result } from '#lib/result.ts'
import { useProof } from '#lib/use-proof.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { toast } from '#ui/toast.tsx'
import { messages } from './messages.ts'
import { RecoveryCodes } from './recovery-codes.tsx'
import { beginSecondFactorAction, removeSecondFactorAction, renewRecoveryCodesAction } from './second-factor-actions.ts'
import { SecondFactorCode } from './second-factor-code.tsx'

/** What stands in the dialog: the device and its first code, or codes on paper. */
type Step =
  | { readonly kind: 'code'; readonly picture: string; readonly secret: string }
  | { readonly kind: 'codes'; readonly recoveryCodes: readonly string[] }

type Task = 'turn-on' | 'turn-off' | 'renew'

/** Whether a code is asked for beside the password, and the ways to change that. */
export function SecondFactor({ isOn, recoveryCodes }: { readonly isOn: boolean; readonly recoveryCodes: number }) {
  const router = useRouter()
  const withProof = useProof()
  const button = useRef<HTMLButtonElement>(null)
  const [step, setStep] = useState<Step | null>(null)
  const [pending, setPending] = useState<Task | null>(null)

  const close = () => {
    setStep(null)
    router.refresh()
  }
  /** Does one of the tasks, and goes on with what it gives. */
  const start = async <Answer extends object>(
    task: Task,
    action: () => Promise<Result<Answer>>,
    goOn: (answer: Answer) => void,
  ) => {
    setPending(task)
    const answer = await withProof(action)
    setPending(null)
    if (answer?.ok) goOn(answer)
    else toast({ tone: 'danger', message: answer?.message ?? messages.offline })
  }
  const turnOn = () => start('turn-on', beginSecondFactorAction, (begun) => setStep({ kind: 'code', ...begun }))
  const turnOff = () =>
    start('turn-off', removeSecondFactorAction, () => {
      toast({ tone: 'success', message: messages.turnedOff })
      router.refresh()
    })
  const renew = () => start('renew', renewRecoveryCodesAction, (renewed) => setStep({ kind: 'codes', ...renewed }))

  return (
    <>
      <p className="mb-4 text-pretty text-sm text-text-muted">
        {isOn ? messages.secondFactorOn(recoveryCodes) : messages.secondFactorOff}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button
          ref={button}
          pending={pending === 'turn-on' || pending === 'turn-off'}
          onClick={() => void (isOn ? turnOff() : turnOn())}
        >
          {isOn ? messages.turnOff : messages.turnOn}
        </Button>
        {isOn ? (
          <Button pending={pending === 'renew'} onClick={() => void renew()}>
            {messages.newRecoveryCodes}
          </Button>
        ) : null}
      </div>
      <Dialog
        open={step !== null}
        onOpenChange={(open) => {
          if (!open) close()
        }}
        title={messages.secondFactor}
        returnFocusTo={button}
      >
        {step?.kind === 'code' ? (
          <SecondFactorCode {...step} onCodes={(codes) => setStep({ kind: 'codes', recoveryCodes: codes })} />
        ) : null}
        {step?.kind === 'codes' ? <RecoveryCodes codes={step.recoveryCodes} onDone={close} /> : null}
      </Dialog>
    </>
  )
}
