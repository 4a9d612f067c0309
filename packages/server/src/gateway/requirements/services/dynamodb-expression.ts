/** Words that are part of DynamoDB's expressions and no attribute names. */
const words: ReadonlySet<string> = new Set(['and', 'or', 'not', 'between', 'in', 'set', 'remove', 'add', 'delete', 'if_not_exists', 'list_append', 'attribute_exists', 'attribute_not_exists', 'attribute_type', 'begins_with', 'contains', 'size']);

const tokenPattern = /#[A-Za-z0-9_]+|:[A-Za-z0-9_]+|[A-Za-z_][A-Za-z0-9_-]*|<>|<=|>=|[=<>(),.[\]+]|\d+/g;

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

/** Attributes that a condition binds to one value each: `name = :value`. */
export function equalities(expression: string, names: Readonly<Record<string, unknown>>): readonly (readonly [attribute: string, placeholder: string])[] {
  const tokens = tokensOf(expression);
  return tokens.flatMap((token, index): (readonly [string, string])[] => {
    const [left, right] = [tokens[index - 1], tokens[index + 1]];
    if (token !== '=' || left === undefined || right === undefined) return [];
    const [attribute, value] = right.startsWith(':') ? [left, right] : [right, left];
    const name = attribute.startsWith('#') ? names[attribute] : attribute;
    return typeof name === 'string' && value.startsWith(':') ? [[name, value]] : [];
  });
}

/** A statement of PartiQL as far as its rights depend on it. */
export interface PartiqlStatement {
  readonly action: 'PartiQLSelect' | 'PartiQLInsert' | 'PartiQLUpdate' | 'PartiQLDelete';
  readonly table: string;
  readonly index: string | undefined;
  /** Whether it looks at items by a condition. */
  readonly hasWhere: boolean;
  /** Texts and numbers that it names. */
  readonly literals: readonly string[];
}

const partiqlPattern = /^\s*(?:(select)\s[^]*?\sfrom|(insert)\s+into|(update)|(delete)\s+from)\s+(?:"([A-Za-z0-9_.-]+)"|([A-Za-z0-9_]+))(?:\s*\.\s*(?:"([A-Za-z0-9_.-]+)"|([A-Za-z0-9_]+)))?(?=[\s;]|$)/i;

/** Reads what a statement does to which table; `undefined` for what cannot be read without doubt. */
export function readPartiql(statement: string): PartiqlStatement | undefined {
  // Quotation marks may hide words: what is a text is taken out before words are looked for.
  const bare = statement.replaceAll(/'(?:[^']|'')*'/g, "''");
  const match = partiqlPattern.exec(bare);
  if (!match || /--|\/\*|'[^']/.test(bare.replaceAll("''", ' '))) return undefined;
  if (match[1] !== undefined && bare.match(/\bfrom\b/gi)?.length !== 1) return undefined;
  const action = match[1] !== undefined ? 'PartiQLSelect' : match[2] !== undefined ? 'PartiQLInsert' : match[3] !== undefined ? 'PartiQLUpdate' : 'PartiQLDelete';
  return {
    action,
    table: match[5] ?? match[6] ?? '',
    index: match[7] ?? match[8],
    hasWhere: /\bwhere\b/i.test(bare),
    // What stands before a colon is the name of an attribute.
    literals: [...statement.matchAll(/'((?:[^']|'')*)'(\s*:)?/g)].flatMap(([, text = '', colon]) => (colon === undefined ? [text.replaceAll("''", "'")] : [])),
  };
}
