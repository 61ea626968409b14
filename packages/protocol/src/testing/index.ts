export { arbitraryDownstream, arbitraryUpstream } from './arbitrary-message.ts'
export { FakeClock } from './fake-clock.ts'
