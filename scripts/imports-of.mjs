import ts from 'typescript'

/**
 * @typedef {object} Import
 * @property {string} specifier
 * @property {number} line from 1
 * @property {boolean} typeOnly erased when compiled
 */

/**
 * Every import of a source file: `import`, `export … from`, `import()`, `import('…')` types and `require()`.
 * @param {string} path tells TypeScript from JavaScript, and JSX
 * @param {string} text
 * @returns {Import[]}
 */
export function importsOf(path, text) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false)
  /** @type {Import[]} */
  const found = []
  /**
   * @param {ts.Node} node
   * @param {ts.Node | undefined} specifier
   * @param {boolean} typeOnly
   */
  const add = (node, specifier, typeOnly) => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1
    found.push({ specifier: specifier.text, line, typeOnly })
  }
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier, isTypeImport(node.importClause))
    else if (ts.isExportDeclaration(node)) add(node, node.moduleSpecifier, isTypeExport(node))
    else if (ts.isCallExpression(node) && isLoading(node)) add(node, node.arguments[0], false)
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node, node.argument.literal, true)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/**
 * Whether a file begins with a directive such as 'use server'.
 * @param {string} text
 * @param {string} directive
 */
export function hasDirective(text, directive) {
  const [first] = ts.createSourceFile('file.tsx', text, ts.ScriptTarget.Latest, false).statements
  return (
    first !== undefined &&
    ts.isExpressionStatement(first) &&
    ts.isStringLiteral(first.expression) &&
    first.expression.text === directive
  )
}

/** @param {ts.ImportClause | undefined} clause none: imported for its effect */
function isTypeImport(clause) {
  if (!clause) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const { name, namedBindings } = clause
  return (
    !name &&
    namedBindings !== undefined &&
    ts.isNamedImports(namedBindings) &&
    namedBindings.elements.length > 0 &&
    namedBindings.elements.every((element) => element.isTypeOnly)
  )
}

/** @param {ts.ExportDeclaration} node */
function isTypeExport({ isTypeOnly, exportClause }) {
  if (isTypeOnly) return true
  return (
    exportClause !== undefined &&
    ts.isNamedExports(exportClause) &&
    exportClause.elements.length > 0 &&
    exportClause.elements.every((element) => element.isTypeOnly)
  )
}

/** @param {ts.CallExpression} call */
function isLoading({ expression }) {
  return (
    expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(expression) && expression.text === 'require')
  )
}
