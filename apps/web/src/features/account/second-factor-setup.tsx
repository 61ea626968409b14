'use client'
import { useState } from 'react'
import { messages } from './messages.ts'
import { PasswordStep } from './password-step.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { beginSecondFactorAction } from './second-factor-actions.ts'
import { SecondFactorCode } from './second-factor-code.tsx'

type Step =
  | { readonly kind: 'password' }
  | { readonly kind: 'code'; readonly picture: string; readonly secret: string }
  | { readonly kind: 'codes'; readonly recoveryCodes: readonly string[] }

/** Password, then the device and its first code, then the codes on paper. */
export function SecondFactorSetup({ onDone }: { readonly onDone: () => void }) {
  const [step, setStep] = useState<Step>({ kind: 'password' })
  const begin = async (password: string) => {
    const begun = await beginSecondFactorAction({ password }).catch(() => null)
    if (begun?.ok) setStep({ kind: 'code', picture: begun.picture, secret: begun.secret })
    return begun
  }
  switch (step.kind) {
    case 'password':
      return <PasswordStep text={messages.secondFactorOff} label={messages.goOn} onPassword={begin} />
    case 'code':
      return (
        <SecondFactorCode
          picture={step.picture}
          secret={step.secret}
          onCodes={(recoveryCodes) => setStep({ kind: 'codes', recoveryCodes })}
        />
      )
    case 'codes':
      return <RecoveryCodes codes={step.recoveryCodes} onDone={onDone} />
  }
}
