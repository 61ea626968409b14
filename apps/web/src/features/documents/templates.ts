import 'server-only'
import type { TemplateName } from './template-names.ts'

/** A beginning for a document. Its title says the language, too. */
type Template = { readonly title: string; readonly text: string }

/** How each template begins. Only the server needs the texts. */
export const templates: Record<TemplateName, Template> = {
  meeting: {
    title: 'Meeting notes.md',
    text: `# Meeting notes

- Date:
- Present:

## What we talk about

1.

## Decided

-

## To do

- [ ] who: what, until when
`,
  },
  decision: {
    title: 'Decision record.md',
    text: `# What is decided, in one sentence

- State: proposed
- Date:

## Why this has to be decided

## What was considered

| way | for it | against it |
| --- | ------ | ---------- |
|     |        |            |

## What we do

## What follows from it
`,
  },
  interview: {
    title: 'Exercise.ts',
    text: `/**
 * Exercise: the first letter that comes only once.
 *
 * firstSingle('swiss') is 'w'; where there is none, it is null.
 * Talk about how long it takes, and what it does with an empty text.
 */
export function firstSingle(text: string): string | null {
  return null
}

const examples: [text: string, expected: string | null][] = [
  ['swiss', 'w'],
  ['aabb', null],
  ['', null],
]

for (const [text, expected] of examples) {
  const answer = firstSingle(text)
  console.log(answer === expected ? 'right' : 'wrong', { text, expected, answer })
}
`,
  },
  readme: {
    title: 'README.md',
    text: `# Name

What it is for, in two sentences.

## Try it

    one command

## How it works

## Questions
`,
  },
  page: {
    title: 'index.html',
    text: `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Page</title>
    <style>
      body {
        max-width: 40rem;
        margin: 2rem auto;
        padding: 0 1rem;
        font-family: system-ui, sans-serif;
      }
    </style>
  </head>
  <body>
    <h1>Page</h1>
    <p>Text.</p>
  </body>
</html>
`,
  },
  script: {
    title: 'script.py',
    text: `"""What this does, in one line."""

import argparse


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", help="whom to greet")
    arguments = parser.parse_args()
    print(f"Hello, {arguments.name}")


if __name__ == "__main__":
    main()
`,
  },
}
