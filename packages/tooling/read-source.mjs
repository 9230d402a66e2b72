import { parseSync } from 'oxc-parser';

/**
 * What one source file reaches for: `imports` ({ from, isType }; type imports, re-exports, dynamic imports,
 * `import('x').T` and require counted) and `globals` (process.env, Date.now, new Date(), Math.random).
 */
export function readSource(path, text) {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0].message}`);
  const found = { imports: [], globals: [] };
  visit(program, (node) => {
    const from = importedFrom(node);
    if (from !== null) found.imports.push({ from, isType: isTypeOnly(node) });
    const reached = reachedGlobal(node);
    if (reached) found.globals.push(reached);
  });
  return found;
}

function visit(node, look) {
  if (Array.isArray(node)) {
    for (const one of node) visit(one, look);
  } else if (node && typeof node === 'object') {
    if (typeof node.type === 'string') look(node);
    for (const child of Object.values(node)) visit(child, look);
  }
}

function importedFrom(node) {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return textOf(node.source ?? node.argument);
    case 'TSExternalModuleReference':
      return textOf(node.expression);
    case 'CallExpression':
      return node.callee.name === 'require' ? textOf(node.arguments[0]) : null;
    default:
      return null;
  }
}

/** Of a string, or of a template without holes; null for anything that is known only at run time. */
function textOf(node) {
  if (typeof node?.value === 'string') return node.value;
  if (node?.type === 'TSLiteralType') return textOf(node.literal);
  return node?.type === 'TemplateLiteral' && node.quasis.length === 1 ? node.quasis[0].value.cooked : null;
}

function isTypeOnly(node) {
  if (node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type') return true;
  const kinds = (node.specifiers ?? []).map((specifier) => specifier.importKind ?? specifier.exportKind);
  return kinds.length > 0 && kinds.every((kind) => kind === 'type');
}

function reachedGlobal(node) {
  if (node.type === 'NewExpression' && node.callee.name === 'Date' && node.arguments.length === 0)
    return 'new Date()';
  const name =
    node.type === 'MemberExpression' && `${node.object.name}.${node.property.name ?? node.property.value}`;
  return ['process.env', 'Date.now', 'Math.random', 'performance.now'].includes(name) ? name : null;
}
