'use client'
import Link from 'next/link'
import { type ComponentProps, useState } from 'react'

/**
 * A link whose page is fetched ahead once the pointer, a finger or the focus comes to it. For rows of them: fetched as
 * soon as they show, each would have the server make a page that most people never open.
 */
export function IntentLink(props: Omit<ComponentProps<typeof Link>, 'prefetch' | 'onPointerEnter' | 'onFocus'>) {
  const [intended, setIntended] = useState(false)
  const intend = () => setIntended(true)
  return <Link {...props} prefetch={intended ? null : false} onPointerEnter={intend} onFocus={intend} />
}
