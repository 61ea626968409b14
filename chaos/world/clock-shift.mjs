// Loaded before a node's program (--import): at each SIGUSR2 the wall clock jumps by CHAOS_CLOCK_SHIFT_MS and back again. What
// measures time by itself (timers, performance.now) is not touched, as with a real clock that is set.
const shiftMs = Number(process.env.CHAOS_CLOCK_SHIFT_MS)
const RealDate = Date
let offset = 0

class ShiftedDate extends RealDate {
  /** @param {unknown[]} args */
  constructor(...args) {
    if (args.length === 0) super(RealDate.now() + offset)
    else super(.../** @type {[number]} */ (args))
  }

  static now() {
    return RealDate.now() + offset
  }
}

globalThis.Date = /** @type {DateConstructor} */ (ShiftedDate)
process.on('SIGUSR2', () => {
  offset = offset === 0 ? shiftMs : 0
})
