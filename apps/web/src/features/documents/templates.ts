/** A beginning for a document. Its title says the language, too. */
export type Template = { readonly name: string; readonly title: string; readonly text: string }

/** What a document can begin with, by the name that a request says. */
export const templates = {
  meeting: {
    name: 'Meeting notes',
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
    name: 'Decision record',
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
    name: 'Coding exercise',
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
    name: 'Read me',
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
    name: 'Web page',
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
    name: 'Python script',
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
} as const satisfies Record<string, Template>

/** The name of a template in a request. */
export type TemplateName = keyof typeof templates

/** All of them, in the order in which they are offered. */
export const templateNames = [
  'meeting',
  'decision',
  'readme',
  'interview',
  'page',
  'script',
] as const satisfies readonly TemplateName[]
