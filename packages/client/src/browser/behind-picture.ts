/** Where no picture is made, as in a window that is covered, it is done all the same. */
const maxPictureMs = 50

/**
 * Does something as soon as the picture is there of what led to it: what a person does is on their screen before anything else
 * is made of it. It is done before the page is hidden, which may have been its last moment.
 */
export function behindPicture(work: () => void): void {
  // A page that nobody sees makes no picture, and may be gone without another word.
  if (document.visibilityState === 'hidden') {
    work()
    return
  }
  const workNow = () => {
    clearTimeout(timer)
    cancelAnimationFrame(frame)
    document.removeEventListener('visibilitychange', workNow)
    work()
  }
  let timer = setTimeout(workNow, maxPictureMs)
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer)
    // Layout and paint come between a frame's callback and the next task.
    timer = setTimeout(workNow)
  })
  document.addEventListener('visibilitychange', workNow)
}
