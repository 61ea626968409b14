import { clsx } from 'clsx'
import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { Avatar } from '#ui/avatar.tsx'
import { Icon } from '#ui/icon.tsx'
import { messages } from './messages.ts'

const mira = { name: 'Mira', hue: 2 }
const jonas = { name: 'Jonas', hue: 14 }

/**
 * The editor as it looks with two people in it, drawn from the same tokens and without a line of script. A picture: for
 * screen readers it is one image with a description.
 */
export function EditorPicture() {
  return (
    <div
      role="img"
      aria-label={messages.picture}
      className="select-none overflow-hidden rounded-panel border border-line bg-canvas shadow-dialog"
    >
      <div className="flex h-11 items-center gap-2.5 border-line border-b px-3 text-sm sm:px-4">
        <Icon shape={ArrowLeft} className="shrink-0 text-text-muted" />
        <span className="truncate font-medium">free-hour.ts</span>
        <span className="text-text-faint text-xs">Saved</span>
        <span className="grow" />
        <span className="flex -space-x-1.5">
          <Avatar {...mira} className="ring-2 ring-canvas" />
          <Avatar {...jonas} className="ring-2 ring-canvas" />
        </span>
        <span className="ml-1 hidden h-7 items-center rounded-control bg-accent px-2.5 font-medium text-accent-text sm:inline-flex">
          Share
        </span>
      </div>
      <div className="overflow-hidden py-4 font-mono text-[0.75rem] leading-[1.7] sm:py-5 sm:text-[0.875rem]">
        <Line number={1}>
          <S k="keyword">import</S> {'{ '}
          <S k="variable">workday</S>, <S k="keyword">type</S> <S k="type">Hour</S>, <S k="keyword">type</S>{' '}
          <S k="type">Person</S>
          {' } '}
          <S k="keyword">from</S> <S k="string">'./calendar.ts'</S>
        </Line>
        <Line number={2} />
        <Line number={3}>
          <S k="comment">
            {'/** The '}
            <Selected hue={jonas.hue}>first hour</Selected>
            <Caret {...jonas} />
            {' that suits everybody. */'}
          </S>
        </Line>
        <Line number={4}>
          <S k="keyword">export function</S> <S k="function">firstFreeHour</S>(<S k="variable">people</S>:{' '}
          <S k="type">Person</S>[]): <S k="type">Hour</S> | <S k="constant">null</S> {'{'}
        </Line>
        <Line number={5}>
          {'  '}
          <S k="keyword">const</S> <S k="variable">busy</S> = <S k="keyword">new</S> <S k="type">Set</S>(
          <S k="variable">people</S>.<S k="function">flatMap</S>((<S k="variable">person</S>) <S k="operator">=&gt;</S>{' '}
          <S k="variable">person</S>.<S k="property">busy</S>))
        </Line>
        <Line number={6}>
          {'  '}
          <S k="keyword">for</S> (<S k="keyword">const</S> <S k="variable">hour</S> <S k="keyword">of</S>{' '}
          <S k="variable">workday</S>) {'{'}
        </Line>
        <Line number={7} />
        <Line number={8} active>
          {'    '}
          <S k="keyword">if</S> (!<S k="variable">busy</S>.<S k="function">has</S>(<S k="variable">hour</S>
          ))
          {/* Far enough from the edge of a phone for the name. */}
          <Caret {...mira} /> <S k="keyword">return</S> <S k="variable">hour</S>
        </Line>
        <Line number={9}>{'  }'}</Line>
        <Line number={10}>
          {'  '}
          <S k="keyword">return</S> <S k="constant">null</S>
        </Line>
        <Line number={11}>{'}'}</Line>
      </div>
      <div className="flex h-7 items-center gap-4 border-line border-t bg-surface px-3 text-text-muted text-xs sm:px-4">
        <span>TypeScript</span>
        <span>Ln 8, Col 25</span>
        <span className="hidden sm:inline">Spaces: 2</span>
        <span className="grow" />
        <span className="hidden sm:inline">LF</span>
        <span className="inline-flex items-center gap-1.5">
          <span className="size-1.5 rounded-full bg-success" />
          Connected
        </span>
      </div>
    </div>
  )
}

function Line({
  number,
  active = false,
  children,
}: {
  readonly number: number
  readonly active?: boolean
  readonly children?: ReactNode
}) {
  return (
    <div className={clsx('flex whitespace-pre pr-4', active ? 'bg-active-line' : undefined)}>
      <span className="w-10 shrink-0 pr-4 text-right text-text-faint tabular-nums sm:w-14 sm:pr-6">{number}</span>
      <span className="relative">{children ?? ' '}</span>
    </div>
  )
}

/** A word in the colour of its kind. The classes are spelled out so that the stylesheet holds them. */
function S({ k, children }: { readonly k: keyof typeof kinds; readonly children: ReactNode }) {
  return <span className={kinds[k]}>{children}</span>
}

const kinds = {
  keyword: 'text-(--syntax-keyword)',
  string: 'text-(--syntax-string)',
  comment: 'text-(--syntax-comment)',
  function: 'text-(--syntax-function)',
  type: 'text-(--syntax-type)',
  variable: 'text-(--syntax-variable)',
  property: 'text-(--syntax-property)',
  constant: 'text-(--syntax-constant)',
  operator: 'text-(--syntax-operator)',
}

function Selected({ hue, children }: { readonly hue: number; readonly children: ReactNode }) {
  return (
    <span data-hue={hue} className="relative rounded-xs bg-[color-mix(in_oklab,var(--person)_18%,transparent)]">
      {children}
    </span>
  )
}

/** A caret with its owner's name: no width of its own, so that it never moves the text. */
function Caret({ name, hue }: { readonly name: string; readonly hue: number }) {
  return (
    <span data-hue={hue} className="relative inline-block h-[1em] w-0 align-text-bottom">
      <span className="absolute -top-[0.2em] left-[-1px] h-[1.4em] w-0.5 bg-(--person)" />
      <span className="absolute -top-[1.72em] left-[-1px] whitespace-nowrap rounded-t-sm rounded-br-sm bg-(--person) px-1.5 py-px font-medium font-sans text-(--person-text) text-[0.6875rem] leading-4">
        {name}
      </span>
    </span>
  )
}
