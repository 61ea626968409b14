'use client'
import { type ComponentType, type ReactNode, useEffect, useState } from 'react'
import { fetchOnce } from '#lib/fetch-once.ts'
import { whenIdle } from '#lib/when-idle.ts'

type Code<Props> = { readonly default: ComponentType<Props> }

/**
 * A part of a page that comes behind what the page is for: its code is fetched when it is drawn and the browser has nothing
 * else to do; `meanwhile` keeps its place. Nobody asked for it, so nobody is told where it can't be fetched: it is tried again when there is a network again.
 */
export function laterPart<Props extends object>(
  load: () => Promise<Code<Props>>,
  meanwhile: ReactNode = null,
): ComponentType<Props> {
  const fetchCode = fetchOnce(load)
  return function LaterPart(props: Props) {
    const [code, setCode] = useState<Code<Props> | null>(null)
    useEffect(() => {
      if (code) return
      let wanted = true
      const put = () =>
        void fetchCode().then(
          (fetched) => wanted && setCode(fetched),
          (error: unknown) => console.warn('a part of the page is missing', error),
        )
      const cancel = whenIdle(put)
      window.addEventListener('online', put)
      return () => {
        wanted = false
        cancel()
        window.removeEventListener('online', put)
      }
    }, [code])
    if (!code) return meanwhile
    const { default: Content } = code
    return <Content {...props} />
  }
}
