// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { composeMail } from './compose-mail.ts'

const content = {
  to: 'alice@example.test',
  subject: 'Hello',
  paragraphs: ['Hello Alice,', 'something happened.'],
  action: { label: 'Look at it', url: 'https://tandem.example/look#a&b' },
  footer: 'You asked for it.',
}

it('says the same as text and as HTML', () => {
  const { to, subject, text, html } = composeMail(content)
  expect({ to, subject }).toEqual({ to: content.to, subject: content.subject })
  for (const said of [...content.paragraphs, content.action.label, content.footer]) {
    expect(text).toContain(said)
    expect(html).toContain(said)
  }
  expect(text).toContain(`\n${content.action.url}\n`)
  expect(html).toContain('href="https://tandem.example/look#a&#38;b"')
})

it.each(['<script>alert(1)</script>', '"><svg onload=alert(1)>', '{{7*7}}', "<a href='https://evil.example'>x</a>"])(
  'H1 H8 shows %s as it is',
  (name) => {
    const { text, html } = composeMail({
      ...content,
      paragraphs: [name],
      action: { ...content.action, label: name },
      footer: name,
    })
    expect(text).toContain(name)
    expect(html.match(/<(script|svg)/g)).toBeNull()
    expect(html.match(/<a /g)).toHaveLength(1)
    const shown = new DOMParser().parseFromString(html, 'text/html')
    expect(shown.querySelector('p')?.textContent).toBe(name)
  },
)

it('fetches nothing', () => {
  expect(composeMail(content).html).not.toMatch(/<(img|link|script|iframe)|url\(|src=/)
})
