/** A statement of PartiQL as far as its rights depend on it. */
export interface PartiqlStatement {
  readonly action: 'PartiQLSelect' | 'PartiQLInsert' | 'PartiQLUpdate' | 'PartiQLDelete';
  readonly table: string;
  readonly index: string | undefined;
  /** Everything behind the table's name, and, of a SELECT, what stands before it; `undefined` where it cannot be read. */
  readonly tokens: readonly PartiqlToken[] | undefined;
  readonly selected: readonly PartiqlToken[] | undefined;
}

/** `parameter`: a question mark, whose text is its number, from 0. */
export interface PartiqlToken {
  readonly kind: 'text' | 'number' | 'name' | 'quotedName' | 'parameter' | 'symbol';
  readonly text: string;
}

const statementPattern = /^\s*(?:(select)\s[^]*?\sfrom|(insert)\s+into|(update)|(delete)\s+from)\s+(?:"([A-Za-z0-9_.-]+)"|([A-Za-z0-9_]+))(?:\s*\.\s*(?:"([A-Za-z0-9_.-]+)"|([A-Za-z0-9_]+)))?(?=[\s;{]|$)/i;

/** Reads what a statement does to which table; `undefined` for what cannot be read without doubt. */
export function readPartiql(statement: string): PartiqlStatement | undefined {
  // Quotation marks may hide words: what is a text is blanked, as long as it was, before words are looked for.
  const bare = statement.replaceAll(/'(?:[^']|'')*'/g, (text) => `'${'_'.repeat(text.length - 2)}'`);
  const match = statementPattern.exec(bare);
  if (!match || /--|\/\*/.test(bare) || (bare.match(/'/g)?.length ?? 0) % 2 !== 0) return undefined;
  if (match[1] !== undefined && bare.match(/\bfrom\b/gi)?.length !== 1) return undefined;
  const action = match[1] !== undefined ? 'PartiQLSelect' : match[2] !== undefined ? 'PartiQLInsert' : match[3] !== undefined ? 'PartiQLUpdate' : 'PartiQLDelete';
  const before = match[1] === undefined ? '' : statement.slice(bare.search(/select\s/i) + 'select'.length, bare.search(/\bfrom\b/i));
  const selected = tokensOf(before, 0);
  return { action, table: match[5] ?? match[6] ?? '', index: match[7] ?? match[8], selected, tokens: tokensOf(statement.slice(match[0].length), selected?.filter(({ kind }) => kind === 'parameter').length ?? 0) };
}

const tokenPattern = /\s*(?:'((?:[^']|'')*)'|"([^"]*)"|([A-Za-z_][A-Za-z0-9_]*)|(-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)|(\?)|(<<|>>|<=|>=|<>|!=|[-+*=<>(),.[\]{}:;]))/y;

function tokensOf(text: string, firstParameter: number): readonly PartiqlToken[] | undefined {
  const tokens: PartiqlToken[] = [];
  const end = text.trimEnd().length;
  let parameters = firstParameter;
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < end) {
    const match = tokenPattern.exec(text);
    if (!match) return undefined;
    const [, literal, quoted, name, number, mark, symbol] = match;
    if (literal !== undefined) tokens.push({ kind: 'text', text: literal.replaceAll("''", "'") });
    else if (quoted !== undefined) tokens.push({ kind: 'quotedName', text: quoted });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (mark !== undefined) tokens.push({ kind: 'parameter', text: String(parameters++) });
    else tokens.push({ kind: 'symbol', text: symbol ?? '' });
  }
  return tokens;
}

const isWord = (token: PartiqlToken | undefined, word: string): boolean => token?.kind === 'name' && token.text.toLowerCase() === word;
const isSymbol = (token: PartiqlToken | undefined, symbol: string): boolean => token?.kind === 'symbol' && token.text === symbol;
const isName = (token: PartiqlToken | undefined): token is PartiqlToken => token?.kind === 'name' || token?.kind === 'quotedName';
const isValue = (token: PartiqlToken | undefined): token is PartiqlToken => token?.kind === 'text' || token?.kind === 'number' || token?.kind === 'parameter';

/** What stands behind WHERE, as far as it goes; `undefined` without a condition. */
export function conditionOf(tokens: readonly PartiqlToken[]): readonly PartiqlToken[] | undefined {
  const from = tokens.findIndex((token) => isWord(token, 'where'));
  if (from < 0) return undefined;
  const rest = tokens.slice(from + 1);
  const end = rest.findIndex((token) => isWord(token, 'returning') || isWord(token, 'order') || isSymbol(token, ';'));
  return end < 0 ? rest : rest.slice(0, end);
}

/** The values that a condition binds an attribute to: `name = value` or `name IN [value, …]`, alone or joined to others by AND.
 * - `none`: it does not bind it
 * - `undefined`: it cannot be told */
export function boundValues(condition: readonly PartiqlToken[], attribute: string): readonly PartiqlToken[] | 'none' | undefined {
  const parts = conjunctsOf(condition);
  if (!parts) return undefined;
  const bound = parts.filter((part) => part.some((token) => isName(token) && token.text.toLowerCase() === attribute.toLowerCase()));
  const [only] = bound;
  if (!only) return 'none';
  return bound.length === 1 ? valuesOf(only, attribute) : undefined;
}

function valuesOf(part: readonly PartiqlToken[], attribute: string): readonly PartiqlToken[] | undefined {
  const [first, second, third] = part;
  const isAttribute = (token: PartiqlToken | undefined): boolean => isName(token) && token.text === attribute;
  if (part.length === 3 && isSymbol(second, '=')) {
    if (isAttribute(first) && isValue(third)) return [third];
    return isAttribute(third) && isValue(first) ? [first] : undefined;
  }
  const list = part.slice(3, -1);
  const opened = (isSymbol(third, '[') && isSymbol(part.at(-1), ']')) || (isSymbol(third, '(') && isSymbol(part.at(-1), ')'));
  if (!isAttribute(first) || !isWord(second, 'in') || !opened || list.length % 2 === 0) return undefined;
  const values = list.filter((_, index) => index % 2 === 0);
  return values.every(isValue) && list.every((token, index) => index % 2 === 0 || isSymbol(token, ',')) ? values : undefined;
}

/** The parts that AND joins outside of brackets; `undefined` where something else joins some. */
function conjunctsOf(condition: readonly PartiqlToken[]): readonly (readonly PartiqlToken[])[] | undefined {
  const parts: PartiqlToken[][] = [[]];
  let depth = 0;
  let between = false;
  for (const token of condition) {
    if (token.kind === 'symbol' && /^[([{]$|^<<$/.test(token.text)) depth++;
    if (token.kind === 'symbol' && /^[)\]}]$|^>>$/.test(token.text)) depth--;
    if (depth < 0 || (depth === 0 && isWord(token, 'or'))) return undefined;
    if (depth === 0 && isWord(token, 'between')) between = true;
    if (depth > 0 || !isWord(token, 'and') || between) {
      // The AND of BETWEEN joins its two bounds.
      if (depth === 0 && isWord(token, 'and')) between = false;
      parts.at(-1)?.push(token);
    } else parts.push([]);
  }
  return depth === 0 ? parts : undefined;
}

/** The value that an INSERT gives to an attribute; `undefined` where it cannot be told. */
export function insertedValue(tokens: readonly PartiqlToken[], attribute: string): PartiqlToken | undefined {
  if (!isWord(tokens[0], 'value') || !isSymbol(tokens[1], '{')) return undefined;
  const places = memberPlaces(tokens).filter((at) => tokens[at]?.text === attribute);
  const [at] = places;
  if (at === undefined || places.length > 1) return undefined;
  const [value, behind] = [tokens[at + 2], tokens[at + 3]];
  return isValue(value) && (isSymbol(behind, ',') || isSymbol(behind, '}')) ? value : undefined;
}

/** Where the names of an item's attributes stand. */
function memberPlaces(tokens: readonly PartiqlToken[]): readonly number[] {
  let depth = 0;
  return tokens.flatMap((token, at) => {
    if (token.kind === 'symbol' && /^[([{]$|^<<$/.test(token.text)) depth++;
    if (token.kind === 'symbol' && /^[)\]}]$|^>>$/.test(token.text)) depth--;
    return depth === 1 && token.kind === 'text' && isSymbol(tokens[at + 1], ':') ? [at] : [];
  });
}

const words: ReadonlySet<string> = new Set('and or not in between is missing null true false set remove where value returning all modified old new order by asc desc exists'.split(' '));

/** Every attribute that a statement names at the top level. */
export function namedAttributes({ tokens = [], selected = [] }: PartiqlStatement): readonly string[] {
  const all = [...selected, ...tokens];
  const members = memberPlaces(tokens).flatMap((at) => tokens[at]?.text ?? []);
  const named = all.filter((token, at) => isName(token) && !isSymbol(all[at - 1], '.') && !isSymbol(all[at + 1], '(') && !(token.kind === 'name' && words.has(token.text.toLowerCase())));
  return [...new Set([...named.map(({ text }) => text), ...members])];
}

const returned: Readonly<Record<string, string>> = { 'all old': 'ALL_OLD', 'all new': 'ALL_NEW', 'modified old': 'UPDATED_OLD', 'modified new': 'UPDATED_NEW' };

/** `RETURNING ALL OLD *`, in the words of `ReturnValues`. */
export function returnedValues(tokens: readonly PartiqlToken[]): string {
  const at = tokens.findIndex((token) => isWord(token, 'returning'));
  return at < 0 ? 'NONE' : (returned[`${tokens[at + 1]?.text} ${tokens[at + 2]?.text}`.toLowerCase()] ?? 'NONE');
}
