/** Something that the simulation made fail: a process may call it an error. */
export class SimulatedFailure extends Error {
  override readonly name = 'SimulatedFailure'
}
