import type { AnyId, Case, ForgedOperation, RelativeSplice, Step } from './case.ts'

/**
 * A small case that fails as well: steps, replicas, and parts of steps are taken away as long as `fails` says so. It gives up
 * looking after `maxTries` calls of `fails` and returns the smallest until then.
 */
export function shrinkCase(failing: Case, fails: (candidate: Case) => boolean, maxTries = 3_000): Case {
  let smallest = failing
  let tries = 0
  const take = (candidate: Case): boolean => {
    if (tries >= maxTries) return false
    tries += 1
    if (!fails(candidate)) return false
    smallest = candidate
    return true
  }
  for (let before: Case | null = null; before !== smallest; ) {
    before = smallest
    dropSteps(() => smallest, take)
    for (let replicas = 1; replicas < smallest.replicas; replicas++) if (take({ ...smallest, replicas })) break
    for (let at = 0; at < smallest.steps.length; at++) simplifyStep(at, () => smallest, take)
  }
  return smallest
}

/** Takes away as many steps as it can: first half of them at once, then a quarter, and so on. */
function dropSteps(current: () => Case, take: (candidate: Case) => boolean): void {
  for (let size = Math.ceil(current().steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    // From the end, because what comes after the failure is useless.
    for (let from = current().steps.length - size; from > -size; from -= size) {
      const { replicas, steps } = current()
      take({ replicas, steps: [...steps.slice(0, Math.max(0, from)), ...steps.slice(from + size)] })
    }
  }
}

function simplifyStep(at: number, current: () => Case, take: (candidate: Case) => boolean): void {
  for (let progressed = true; progressed; ) {
    const { replicas, steps } = current()
    const step = steps[at]
    progressed =
      step !== undefined &&
      [...simplerSteps(step), ...smaller(step.by).map((by) => ({ ...step, by }))].some((simpler) =>
        take({ replicas, steps: steps.map((old, i) => (i === at ? simpler : old)) }),
      )
  }
}

/** Steps that do less, or the same in plainer words; the boldest first. */
function simplerSteps(step: Step): readonly Step[] {
  switch (step.do) {
    case 'edit':
      return [
        ...shorter(step.splices).map((splices) => ({ ...step, splices })),
        ...eachOf(step.splices, simplerSplices).map((splices) => ({ ...step, splices })),
      ]
    case 'type': {
      const { at, backwards, ...rest } = step
      return [
        ...(backwards ? [at === undefined ? rest : { ...rest, at }] : []),
        ...simplerTexts(step.text).map((text) => ({ ...step, text })),
        ...(at === undefined ? [] : smaller(at).map((share) => ({ ...step, at: share }))),
      ]
    }
    case 'erase':
      return smaller(step.count)
        .filter((count) => count > 0)
        .map((count) => ({ ...step, count }))
    case 'property':
      return step.value === undefined || step.value === null ? [] : [{ ...step, value: null }]
    case 'forge':
      return [
        ...shorter(step.operations).map((operations) => ({ ...step, operations })),
        ...eachOf(step.operations, simplerOperations).map((operations) => ({ ...step, operations })),
        ...smaller(step.late).map((late) => ({ ...step, late })),
      ]
    case 'refuse':
      return smaller(step.along).map((along) => ({ ...step, along }))
    case 'deliver': {
      const { from, ...rest } = step
      return [
        ...(from === undefined ? [] : [rest]),
        ...shorter(step.again).map((again) => ({ ...step, again })),
        ...(step.order === 'oldest' ? [] : [{ ...step, order: 'oldest' as const }]),
        ...smaller(step.skip).map((skip) => ({ ...step, skip })),
        ...smaller(step.count).map((count) => ({ ...step, count })),
        ...(step.together ? [{ ...step, together: false }] : []),
      ]
    }
    case 'anchor': {
      const { id, ...rest } = step
      const places = smaller(step.at).map((at) => ({ ...step, at }))
      return id === undefined
        ? places
        : [rest, ...places, ...smaller(id.at).map((at) => ({ ...step, id: { ...id, at } }))]
    }
    case 'reopen':
      return []
  }
}

function simplerSplices(splice: RelativeSplice): readonly RelativeSplice[] {
  const { times, ...once } = splice
  return [
    ...(times === undefined ? [] : [once, ...smaller(times).map((fewer) => ({ ...splice, times: fewer }))]),
    ...smaller(splice.remove).map((remove) => ({ ...splice, remove })),
    ...(splice.remove > 0 && splice.insert !== '' ? [{ ...splice, insert: '' }] : []),
    ...simplerTexts(splice.insert).map((insert) => ({ ...splice, insert })),
    ...smaller(splice.at).map((at) => ({ ...splice, at })),
  ]
}

function simplerOperations(operation: ForgedOperation): readonly ForgedOperation[] {
  switch (operation.kind) {
    case 'insert': {
      const { times, ...once } = operation
      return [
        ...(times === undefined ? [] : [once, ...smaller(times).map((fewer) => ({ ...operation, times: fewer }))]),
        ...simplerTexts(operation.text).map((text) => ({ ...operation, text })),
        ...simplerIds(operation.left).map((left) => ({ ...operation, left })),
        ...simplerIds(operation.right).map((right) => ({ ...operation, right })),
      ]
    }
    case 'type':
      return simplerTexts(operation.text).map((text) => ({ ...operation, text }))
    case 'delete':
      return smaller(operation.length).map((length) => ({ ...operation, length }))
    case 'property':
      return []
  }
}

function simplerIds(id: AnyId | null): readonly (AnyId | null)[] {
  if (id === null) return []
  return [null, ...smaller(id.of).map((of) => ({ ...id, of })), ...smaller(id.at).map((at) => ({ ...id, at }))]
}

/** Shorter texts, and one of the same length that is easier to read. By character, so that no pair is cut. */
function simplerTexts(text: string): readonly string[] {
  const characters = [...text]
  const shorterTexts = shorter(characters)
    .filter(({ length }) => length > 0)
    .map((some) => some.join(''))
  return /[^a]/u.test(text) ? [...shorterTexts, 'a'.repeat(characters.length)] : shorterTexts
}

/** The list without its second half, without its first, and without each one of its elements. */
function shorter<T>(list: readonly T[]): readonly (readonly T[])[] {
  const half = list.length >> 1
  const halves = list.length < 4 ? [] : [list.slice(0, half), list.slice(half)]
  return [...halves, ...list.map((_, at) => list.toSpliced(at, 1))]
}

/** The list with one of its elements replaced by a simpler one, in every way. */
function eachOf<T>(list: readonly T[], simpler: (element: T) => readonly T[]): readonly (readonly T[])[] {
  return list.flatMap((element, at) => simpler(element).map((other) => list.with(at, other)))
}

/** Numbers nearer to nothing. Places that are round say more than others. */
function smaller(value: number): readonly number[] {
  const candidates = [
    0,
    Math.floor(value / 2),
    Math.floor(value / 1_000) * 1_000,
    Math.floor(value / 100) * 100,
    value - 1,
  ]
  return [...new Set(candidates)].filter((candidate) => candidate >= 0 && candidate < value)
}
