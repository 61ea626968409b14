'use client'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { messages } from './messages.ts'

/** Looks for something in a list: a request for the same page, so that an answer has an address. */
export function SearchForm({ label, query }: { readonly label: string; readonly query: string }) {
  return (
    <search className="mt-4">
      <form className="flex gap-2">
        <TextField
          className="grow"
          label={label}
          labelHidden
          placeholder={label}
          name="q"
          type="search"
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          defaultValue={query}
        />
        <Button type="submit">{messages.search}</Button>
      </form>
    </search>
  )
}
