'use client'
import { Component, type ComponentType, type ReactNode, Suspense, use, useState } from 'react'
import { fetchOnce } from '#lib/fetch-once.ts'
import { messages } from './messages.ts'
import { toast } from './toast.tsx'

type Missing = { readonly onMissing: () => void }
type Code<Props> = { readonly default: ComponentType<Props> }

/** What fetches each part of the pages that are here. */
const preloads = new Set<() => void>()
let preloading = false

/** Fetches every part of the page, so that each can be shown without a network too; those that come to it later as well. */
export function preloadParts(): void {
  preloading = true
  for (const preload of preloads) preload()
}

/** A part of a page that comes when it is first shown; `preload` fetches it before. */
export type LazyPart<Props> = ComponentType<Props & Missing> & { readonly preload: () => void }

/**
 * A part of a page whose code is fetched when it is first shown. Where it can't be, without a network for example, that
 * part alone is missing and the page stays: the person is told, `onMissing` takes back what showed it, and whoever shows it
 * again tries again.
 */
export function lazyPart<Props extends object>(load: () => Promise<Code<Props>>): LazyPart<Props> {
  const fetchCode = fetchOnce(load)
  function Part(props: Props & Missing) {
    const [code] = useState(fetchCode)
    return (
      <Boundary onMissing={props.onMissing}>
        <Suspense>
          <Shown code={code} props={props} />
        </Suspense>
      </Boundary>
    )
  }
  // Nobody waits for it yet: whoever shows it hears of a failure.
  const preload = () => void fetchCode().catch(() => {})
  preloads.add(preload)
  if (preloading) preload()
  return Object.assign(Part, { preload })
}

function Shown<Props extends object>({ code, props }: { readonly code: Promise<Code<Props>>; readonly props: Props }) {
  const { default: Content } = use(code)
  return <Content {...props} />
}

/** A class, because React tells of errors to nothing else. */
class Boundary extends Component<Missing & { readonly children: ReactNode }, { readonly isMissing: boolean }> {
  static getDerivedStateFromError() {
    return { isMissing: true }
  }

  override state = { isMissing: false }

  override componentDidCatch() {
    toast({ tone: 'danger', message: messages.partMissing })
    this.props.onMissing()
  }

  override render() {
    return this.state.isMissing ? null : this.props.children
  }
}
