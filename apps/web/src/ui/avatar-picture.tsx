'use client'
import { useState } from 'react'

/** A person's picture on their disc. What does not come, as without a network, leaves what is below. */
export function AvatarPicture({ address }: { readonly address: string }) {
  const [failed, setFailed] = useState(false)
  if (failed) return null
  return (
    <img
      src={address}
      alt=""
      loading="lazy"
      decoding="async"
      draggable={false}
      onError={() => setFailed(true)}
      // Their colour stays around it: it says whose caret is whose.
      className="absolute inset-[7%] size-[86%] rounded-full object-cover"
    />
  )
}
