import { parseSync } from 'oxc-parser'

/**
 * @typedef {object} Import
 * @property {string} specifier
 * @property {number} line from 1
 * @property {boolean} typeOnly erased when compiled
 */

/**
 * What of the tree of ESTree and TS-ESTree is read here.
 * @typedef {{ readonly [name: string]: unknown, readonly type: string, readonly start: number }} Node
 */

/**
 * Every import of a source file: `import`, `export … from`, `import()`, `import('…')` types and `require()`.
 * @param {string} path tells TypeScript from JavaScript, and JSX
 * @param {string} text
 * @returns {Import[]}
 * @throws {Error} when the text is no program
 */
export function importsOf(path, text) {
  const lineAt = lines(text)
  return nodesBelow(parse(path, text)).flatMap((node) => {
    const specifier = specifierOf(node)
    return specifier === null ? [] : [{ specifier, line: lineAt(node.start), typeOnly: isTypeOnly(node) }]
  })
}

/**
 * Whether a file begins with a directive such as 'use server'.
 * @param {string} path
 * @param {string} text
 * @param {string} directive
 */
export function hasDirective(path, text, directive) {
  const [first] = childrenOf(parse(path, text))
  return first?.directive === directive
}

/**
 * @param {string} path
 * @param {string} text
 * @returns {Node}
 */
function parse(path, text) {
  const { program, errors } = parseSync(path, text)
  const [error] = errors
  if (error) throw new Error(`${path}: ${error.message}`)
  return asNode(program) ?? { type: 'Program', start: 0 }
}

/**
 * @param {Node} node
 * @returns {Node[]} in the order of the text
 */
function nodesBelow(node) {
  return childrenOf(node).flatMap((child) => [child, ...nodesBelow(child)])
}

/** @param {Node} node */
function childrenOf(node) {
  return Object.values(node)
    .flat()
    .flatMap((value) => asNode(value) ?? [])
}

/**
 * @param {unknown} value
 * @returns {Node | null}
 */
function asNode(value) {
  if (typeof value !== 'object' || value === null) return null
  return 'type' in value && 'start' in value ? /** @type {Node} */ (value) : null
}

/**
 * @param {Node} node
 * @returns {string | null} of a node that imports something whose name is in the text
 */
function specifierOf(node) {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return textOf(node.source)
    case 'CallExpression':
      return asNode(node.callee)?.name === 'require' && Array.isArray(node.arguments) ? textOf(node.arguments[0]) : null
    default:
      return null
  }
}

/**
 * @param {unknown} value
 * @returns {string | null} of a string, or a template without holes
 */
function textOf(value) {
  const node = asNode(value)
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node?.type !== 'TemplateLiteral' || !Array.isArray(node.quasis) || node.quasis.length !== 1) return null
  return node.quasis[0].value.cooked
}

/**
 * Whether a statement says `type` for the whole of it, or for each of its names.
 * @param {Node} node
 */
function isTypeOnly({ type, importKind, exportKind, specifiers }) {
  if (type === 'TSImportType' || importKind === 'type' || exportKind === 'type') return true
  if (!Array.isArray(specifiers) || specifiers.length === 0) return false
  return specifiers.every((one) => one.importKind === 'type' || one.exportKind === 'type')
}

/**
 * @param {string} text
 * @returns {(offset: number) => number} the line of an offset, from 1
 */
function lines(text) {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => starts.findLastIndex((start) => start <= offset) + 1
}
