import { type FormatRequest, formatText } from './format-text.ts'

// Formatting a long text takes seconds: here nobody who types has to wait for it. One request, one answer.
addEventListener('message', ({ data }: MessageEvent<FormatRequest>) => {
  void formatText(data).then((answer) => postMessage(answer))
})
