import type { SimPage } from '../world/sim-page.ts'
import type { World } from '../world/world.ts'

/** Notes what a run gets into, as far as only the world as a whole can see it. */
export function watchForSituations({ observer, situations, pages, scheduler, scenario }: World): void {
  observer.onSent(({ visitor, node, unsent }, message) => {
    const page = pages.find(({ name }) => name === visitor.name)
    switch (message.kind) {
      case 'error':
        if (message.code === 'resync' && unsent.messages > 0) situations.reached('a reader that took nothing was cut')
        if (message.code === 'busy' && message.rseq > 0) situations.reached('somebody was told to wait')
        if (message.code === 'not_found' && page?.person.startRole === 'stranger') {
          situations.reached('a stranger was turned away')
        }
        break
      case 'welcome':
        if (page && (page.session?.unsaved.count ?? 0) > 0 && page.connections > 1) {
          situations.reached('own echo came after a reconnect')
          if (node.name !== lastNode.get(page) && situations.counts.has('a commit whose reply was lost')) {
            situations.reached('reply lost, then reconnected to another node')
          }
        }
        if (page) lastNode.set(page, node.name)
        break
      default:
        break
    }
  })
  const lastNode = new Map<SimPage, string>()
  const look = () => {
    const withWork = pages.filter(({ session }) => (session?.unsaved.count ?? 0) > 0)
    if (withWork.some((one) => withWork.some((other) => other !== one && other.person === one.person))) {
      situations.reached('two tabs of one person with an outbox each')
    }
    if (scheduler.now < scenario.chaosMs) scheduler.after(lookMs, 'somebody looks around', look)
  }
  scheduler.after(lookMs, 'somebody looks around', look)
}

/** How often it is looked at what only lasts a while. */
const lookMs = 250
