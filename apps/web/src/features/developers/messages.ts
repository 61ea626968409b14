/** The words of the page that describes the REST API. */
export const messages = {
  title: 'REST API',
  text: 'What programs can do with documents, operation by operation.',
  machine: 'The same for programs (OpenAPI 3.1)',
  operations: 'Operations',
  codes: 'Failures',
  codesText:
    'Every failure is application/problem+json with one of these codes. What is not shared with you and what does not exist are one answer.',
  code: 'Code',
  status: 'Status',
  takes: 'Takes',
  answers: 'Answers',
  scope: (scope: string) => `Scope ${scope}`,
  anyScope: 'Any token',
  noToken: 'No token',
  required: 'required',
  body: 'Body',
  noContent: 'nothing',
} as const
