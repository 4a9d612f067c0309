/** Words that are part of DynamoDB's expressions and no attribute names. */
const words: ReadonlySet<string> = new Set(['and', 'or', 'not', 'between', 'in', 'set', 'remove', 'add', 'delete', 'if_not_exists', 'list_append', 'attribute_exists', 'attribute_not_exists', 'attribute_type', 'begins_with', 'contains', 'size']);

const tokenPattern = /#[A-Za-z0-9_]+|:[A-Za-z0-9_]+|[A-Za-z_][A-Za-z0-9_-]*|<>|<=|>=|[=<>(),.[\]+-]|\d+/g;

const tokensOf = (expression: string): readonly string[] => expression.match(tokenPattern) ?? [];

/** Top-level attributes that an expression names, placeholders resolved.
 * @param names `ExpressionAttributeNames` */
export function attributesOf(expression: string, names: Readonly<Record<string, unknown>>): readonly string[] {
  const found = new Set<string>();
  let before = '';
  for (const token of tokensOf(expression)) {
    const nested = before === '.';
    before = token;
    if (nested || !/^[#A-Za-z_]/.test(token)) continue;
    const name = token.startsWith('#') ? names[token] : words.has(token.toLowerCase()) ? undefined : token;
    if (typeof name === 'string') found.add(name);
  }
  return [...found];
}

/** Attributes that a key condition binds to one value each: `name = :value`, joined by AND; `undefined` for what cannot be read
 * without doubt, or binds one of them twice. */
export function equalities(expression: string, names: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> | undefined {
  const tokens = tokensOf(expression).filter((token) => token !== '(' && token !== ')');
  const read = tokensOf(expression).reduce((length, token) => length + token.length, 0);
  if (read !== expression.replaceAll(/\s/g, '').length || tokens.some((token) => /^(?:or|not|in|\.|\[|<>)$/i.test(token))) return undefined;
  const found = new Map<string, string>();
  for (const [index, token] of tokens.entries()) {
    if (token !== '=') continue;
    const [left = '', right = ''] = [tokens[index - 1], tokens[index + 1]];
    const [attribute, value] = right.startsWith(':') ? [left, right] : [right, left];
    const name = attribute.startsWith('#') ? names[attribute] : attribute;
    if (typeof name !== 'string' || !value.startsWith(':') || found.has(name)) return undefined;
    found.set(name, value);
  }
  return found;
}
