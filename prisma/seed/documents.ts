import type { Role } from '../factories/create-document.ts'

/** The people of the development database. */
export const people = [
  { key: 'ada', name: 'Ada Okafor' },
  { key: 'ben', name: 'Ben Lindqvist' },
  { key: 'chiara', name: 'Chiara Moretti' },
  { key: 'dev', name: 'Dev Raman' },
] as const

/** What one of `people` is called here. */
export type PersonKey = (typeof people)[number]['key']

/** A document of the development database. */
export type SeedDocument = {
  readonly title: string
  readonly language: string
  readonly owner: PersonKey
  readonly people?: readonly (readonly [PersonKey, Role])[]
  readonly trashed?: boolean
  /** How long ago it was edited last. */
  readonly hoursAgo: number
  readonly text: string
}

/** Short, plausible, in different languages, with every role in use and one document in the trash. */
export const documents: readonly SeedDocument[] = [
  {
    title: 'Rate limiter',
    language: 'TypeScript',
    owner: 'ada',
    people: [
      ['ben', 'editor'],
      ['chiara', 'commenter'],
      ['dev', 'viewer'],
    ],
    hoursAgo: 0.2,
    text: `/** A token bucket: \`rate\` tokens a second, at most \`burst\` of them saved up. */
export class TokenBucket {
  #tokens: number
  #updated = 0

  constructor(
    readonly rate: number,
    readonly burst: number,
  ) {
    this.#tokens = burst
  }

  /** Takes \`cost\` tokens at time \`now\` (seconds); false when there are not enough. */
  take(now: number, cost = 1): boolean {
    this.#tokens = Math.min(this.burst, this.#tokens + (now - this.#updated) * this.rate)
    this.#updated = now
    if (this.#tokens < cost) return false
    this.#tokens -= cost
    return true
  }
}
`,
  },
  {
    title: 'Reading list importer',
    language: 'Python',
    owner: 'ben',
    people: [
      ['ada', 'editor'],
      ['dev', 'editor'],
    ],
    hoursAgo: 3,
    text: `"""Reads a CSV of books and prints them by author."""

import csv
import sys
from collections import defaultdict


def by_author(rows):
    shelves = defaultdict(list)
    for row in rows:
        shelves[row["author"]].append(row["title"])
    return shelves


if __name__ == "__main__":
    with open(sys.argv[1], newline="", encoding="utf-8") as file:
        shelves = by_author(csv.DictReader(file))
    for author in sorted(shelves):
        print(author)
        for title in sorted(shelves[author]):
            print(f"  {title}")
`,
  },
  {
    title: 'Meeting notes: spring release',
    language: 'Markdown',
    owner: 'chiara',
    people: [
      ['ada', 'editor'],
      ['ben', 'editor'],
      ['dev', 'editor'],
    ],
    hoursAgo: 20,
    text: `# Spring release

**Here:** Ada, Ben, Chiara, Dev

## Decided
- The importer goes out first; the new editor a week later.
- Ben writes the migration guide, Chiara reviews it.

## Open
- [ ] How long do we keep the old export format?
- [ ] Who is on call in the release week?

## Next time
Thursday, 10:00. Bring numbers.
`,
  },
  {
    title: 'Orders report',
    language: 'SQL',
    owner: 'dev',
    people: [['ada', 'viewer']],
    hoursAgo: 50,
    text: `-- Revenue for each month and country, with the change from the month before.
WITH monthly AS (
  SELECT date_trunc('month', placed_at) AS month, country, sum(total) AS revenue
  FROM orders
  WHERE status = 'paid'
  GROUP BY month, country
)
SELECT
  month,
  country,
  revenue,
  revenue - lag(revenue) OVER (PARTITION BY country ORDER BY month) AS change
FROM monthly
ORDER BY country, month;
`,
  },
  {
    title: 'Word count',
    language: 'Rust',
    owner: 'ada',
    people: [['ben', 'viewer']],
    hoursAgo: 75,
    text: `use std::collections::HashMap;
use std::io::{self, Read};

fn main() -> io::Result<()> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;

    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in text.split_whitespace() {
        *counts.entry(word).or_default() += 1;
    }

    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    for (word, count) in counts.iter().take(20) {
        println!("{count:>6}  {word}");
    }
    Ok(())
}
`,
  },
  {
    title: 'Landing page',
    language: 'HTML',
    owner: 'chiara',
    people: [['ada', 'commenter']],
    hoursAgo: 130,
    text: `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Bakery on the corner</title>
  </head>
  <body>
    <main>
      <h1>Bread, every morning from six</h1>
      <p>Sourdough, rye, and on Fridays: cinnamon buns.</p>
      <a href="/order">Order for tomorrow</a>
    </main>
  </body>
</html>
`,
  },
  {
    title: 'Scratch',
    language: 'JavaScript',
    owner: 'ada',
    hoursAgo: 200,
    text: 'console.log([..."tandem"].reverse().join(""))\n',
  },
  {
    title: 'Old deployment script',
    language: 'Shell',
    owner: 'ada',
    people: [['ben', 'editor']],
    trashed: true,
    hoursAgo: 900,
    text: `#!/usr/bin/env bash
set -euo pipefail

rsync -az --delete build/ "$1:/srv/www/"
ssh "$1" systemctl reload nginx
`,
  },
]
