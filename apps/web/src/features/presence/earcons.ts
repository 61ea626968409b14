/** What a short sound can stand for; each is told from the others with the eyes shut. */
export type Earcon = 'came' | 'left' | 'changed'

/** The pitches of each, one behind the other, in Hz: up for who comes, down for who goes. */
const pitches: Readonly<Record<Earcon, readonly number[]>> = { came: [523, 784], left: [784, 523], changed: [659] }
const toneSeconds = 0.09
/** Beside a voice that reads, not over it. */
const loudness = 0.06

let context: AudioContext | null = null

/** Plays sounds one behind the other. A browser may keep a page silent that nobody has touched yet: then it does so. */
export function playEarcons(earcons: readonly Earcon[]): void {
  if (earcons.length === 0) return
  context ??= new AudioContext()
  if (context.state === 'suspended') void context.resume()
  let at = context.currentTime
  for (const earcon of earcons) {
    for (const pitch of pitches[earcon]) {
      playTone(context, pitch, at)
      at += toneSeconds
    }
    at += toneSeconds
  }
}

function playTone(context: AudioContext, pitch: number, at: number): void {
  const tone = new OscillatorNode(context, { frequency: pitch })
  const volume = new GainNode(context, { gain: 0 })
  // Without the slopes each tone would begin and end with a crack.
  volume.gain.linearRampToValueAtTime(0, at)
  volume.gain.linearRampToValueAtTime(loudness, at + toneSeconds / 4)
  volume.gain.linearRampToValueAtTime(0, at + toneSeconds)
  tone.connect(volume).connect(context.destination)
  tone.start(at)
  tone.stop(at + toneSeconds)
}
