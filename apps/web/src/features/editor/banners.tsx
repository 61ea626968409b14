'use client'
import type { Session } from '@tandem/client'
import { limits } from '@tandem/protocol'
import { type ReactNode, useEffect, useState } from 'react'
import { downloadText } from '#lib/download.ts'
import { paths } from '#lib/paths.ts'
import { Button, buttonClass } from '#ui/button.tsx'
import { Banner } from './banner.tsx'
import { changesIn } from './changes-in.ts'
import { messages } from './messages.ts'
import { RescueOffer } from './rescue-offer.tsx'
import type { SaveState } from './save-state.ts'
import type { SessionFacts } from './session-facts.ts'
import { useSaveState } from './use-save-state.ts'
import { useFact } from './use-session.ts'

/** So long a screen reader has for what it is told, with what it was saying already. */
const heardMs = 10_000

/** The part of a session that can be asked for from here. */
type BannerSession = Pick<Session, 'doc' | 'retryNow'>

/** What has to be said about the whole document, most of the time nothing. */
export function Banners({
  session,
  facts,
  documentId,
  title,
}: {
  readonly session: BannerSession
  readonly facts: SessionFacts
  readonly documentId: string
  readonly title: string
}) {
  const save = useSaveState(facts)
  const rescues = useFact(facts, (view) => view.rescues)
  const device = useFact(facts, (view) => view.device)
  const retry = () => session.retryNow()
  // What was rescued after the copy was made is not in it.
  const dismiss = () => {
    if (facts.view.rescues === rescues) facts.dismissRescues()
  }
  const waiting = waitingWords(save)
  return (
    <>
      {/* Without the count that goes on: a screen reader would have no time for anything else. */}
      <p role="status" className="sr-only">
        <Said key={save.kind === 'held' ? save.why : save.kind} words={waiting ?? ''} />
      </p>
      {device === 'full' ? <Banner tone="danger">{messages.deviceFull}</Banner> : null}
      {device === 'failed' ? <Banner tone="danger">{messages.deviceFailed}</Banner> : null}
      {save.kind === 'offline' ? (
        <WaitingBanner retryIn={save.retryIn} onRetry={retry}>
          {waiting}
        </WaitingBanner>
      ) : null}
      {save.kind === 'held' ? (
        <WaitingBanner retryIn={null} onRetry={save.why === 'too_many_connections' ? retry : null}>
          {waiting}
        </WaitingBanner>
      ) : null}
      {save.kind === 'ended' ? <EndedBanner session={session} save={save} title={title} /> : null}
      {rescues.length > 0 ? (
        <Banner
          tone="danger"
          actions={
            <>
              <RescueOffer documentId={documentId} title={title} rescues={rescues} onSaved={dismiss} />
              <Button size="small" tone="quiet" onClick={facts.dismissRescues}>
                {messages.dismiss}
              </Button>
            </>
          }
        >
          {rescues.some(({ code }) => code === 'document_full')
            ? `${messages.tooLarge(limits.maxDocumentCharacters)} `
            : null}
          {messages.rescued(changesIn(rescues))}
        </Banner>
      ) : null}
    </>
  )
}

/** What to say about what waits; null when nothing does. */
function waitingWords(save: SaveState): string | null {
  if (save.kind === 'offline') return messages.offline(save.changes, save.kept)
  return save.kind === 'held' ? messages.held(save.why, save.changes, save.kept) : null
}

/** The words as they were at first, for as long as it takes to say them: who reads on finds the banner, which counts. */
function Said({ words }: { readonly words: string }) {
  const [said, setSaid] = useState(words)
  useEffect(() => {
    const timer = setTimeout(setSaid, heardMs, '')
    return () => clearTimeout(timer)
  }, [])
  return said
}

/** What is written waits: for a connection, or for the server to take it. */
function WaitingBanner({
  retryIn,
  onRetry,
  children,
}: {
  readonly retryIn: number | null
  /** Null where it comes back by itself as soon as it can. */
  readonly onRetry: (() => void) | null
  readonly children: ReactNode
}) {
  return (
    <Banner
      tone="warning"
      actions={
        onRetry === null ? null : (
          <>
            {retryIn === null ? null : (
              // Behind the button on phones, where it would push it about with every second.
              <span className="max-sm:order-last text-text-muted text-xs tabular-nums">
                {messages.retryIn(retryIn)}
              </span>
            )}
            <Button size="small" onClick={onRetry}>
              {messages.retryNow}
            </Button>
          </>
        )
      }
    >
      {children}
    </Banner>
  )
}

/** The session is over, but the text may still be read: everything except having lost access. */
function EndedBanner({
  session,
  save,
  title,
}: {
  readonly session: BannerSession
  readonly save: Extract<SaveState, { kind: 'ended' }>
  readonly title: string
}) {
  const words = messages.ended(save.code, save.changes)
  return (
    <Banner
      tone="danger"
      actions={
        save.code === 'auth_required' ? (
          <>
            {/* In another tab: this one holds what is not saved yet. */}
            <a href={paths.signIn()} target="_blank" rel="noopener" className={buttonClass({ size: 'small' })}>
              {messages.signIn}
            </a>
            <Button size="small" tone="quiet" onClick={() => session.retryNow()}>
              {messages.signedInAgain}
            </Button>
            {save.changes > 0 ? (
              <Button size="small" tone="quiet" onClick={() => downloadText(title, session.doc?.toString() ?? '')}>
                {messages.downloadCopy}
              </Button>
            ) : null}
          </>
        ) : (
          <Button size="small" onClick={() => location.reload()}>
            {messages.reload}
          </Button>
        )
      }
    >
      <strong className="font-medium">{words.title}.</strong> {words.text}
    </Banner>
  )
}
