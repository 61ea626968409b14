/** Calls back at the end of this turn: when everything that came in together is done. */
export type EndOfTurn = (callback: () => void) => void
