import { useState } from 'react'
import type { Result } from '#lib/result.ts'
import { messages } from './messages.ts'
import type { Sharing } from './sharing.ts'

/** Does one thing at a time that changes who has access, and says what went wrong. `busy` names what is under way. */
export function useSharingChange(onChanged: (sharing: Sharing) => void) {
  const [busy, setBusy] = useState<string | null>(null)
  const [problem, setProblem] = useState<string>()
  const change = async (name: string, work: () => Promise<Result<Sharing>>) => {
    if (busy !== null) return
    setBusy(name)
    setProblem(undefined)
    const result = await work().catch(() => null)
    setBusy(null)
    if (result?.ok) onChanged(result)
    else setProblem(result?.message ?? messages.unreachable)
  }
  return { busy, problem, change }
}
