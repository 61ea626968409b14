'use client'
import { Component, type ComponentType, type ReactNode, Suspense, use, useState } from 'react'
import { fetchOnce } from '#lib/fetch-once.ts'
import { Rest } from '#lib/rest.ts'
import { messages } from './messages.ts'
import { toast } from './toast.tsx'

type Missing = { readonly onMissing: () => void }
type Code<Props> = { readonly default: ComponentType<Props> }

/** What fetches the parts of the pages that are here, and was not asked to yet. */
const ahead: (() => Promise<unknown>)[] = []
let preloading = false
let running = false

/**
 * Fetches every part of the page, so that each can be shown without a network too; those that come to it later as well. One
 * after another, whenever the person rests: each of them would hold up the keys of whoever writes.
 */
export function preloadParts(): void {
  preloading = true
  void preloadNext()
}

async function preloadNext(): Promise<void> {
  if (running) return
  running = true
  const rest = new Rest()
  for (let preload = ahead.shift(); preload; preload = ahead.shift()) {
    await rest.until()
    await preload()
  }
  rest.stop()
  running = false
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
  const preload = () => fetchCode().catch(() => {})
  ahead.push(preload)
  if (preloading) void preloadNext()
  return Object.assign(Part, { preload: () => void preload() })
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
