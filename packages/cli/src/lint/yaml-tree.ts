import type { JsonMember, JsonNode, JsonString } from '@assent/policy';
import { isAlias, isMap, isScalar, isSeq, parseAllDocuments } from 'yaml';
import type { Document, Node, Pair } from 'yaml';

/** What YAML cannot be taken for. */
export interface YamlFault {
  readonly message: string;
  readonly offset: number;
}

/** More than this many values, aliases counted each time they are used, are not looked at. */
const most = 200_000;
const deepest = 100;
/** Deeper than anybody writes, and less than the parser's recursion bears. */
const deepestFlow = 500;
const widestIndent = 1000;

/** A text whose nesting the parser might not bear. */
function isNestedTooDeep(text: string): boolean {
  let open = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === 0x5b || sign === 0x7b) {
      if (++open > deepestFlow) return true;
    } else if ((sign === 0x5d || sign === 0x7d) && open > 0) open--;
  }
  const indent = /^[ \-?:]*/gm;
  for (let match = indent.exec(text); match; match = indent.exec(text)) {
    if (match[0].length > widestIndent) return true;
    const next = text.indexOf('\n', indent.lastIndex);
    if (next < 0) return false;
    indent.lastIndex = next + 1;
  }
  return false;
}

class YamlStop extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Reads the documents of a YAML text as trees of JSON, with places in the text; the short forms of CloudFormation's
 * functions (`!Sub`) become the long ones. */
export function parseYaml(text: string): { readonly roots: readonly JsonNode[] } | { readonly fault: YamlFault } {
  if (isNestedTooDeep(text)) return { fault: { message: 'it is nested too deep', offset: 0 } };
  const documents = parseAllDocuments(text, { schema: 'core', uniqueKeys: false, logLevel: 'silent', prettyErrors: false });
  if (!Array.isArray(documents)) return { roots: [] };
  const faulty = documents.find(({ errors }) => errors.length > 0)?.errors[0];
  if (faulty) return { fault: { message: faulty.message.split('\n', 1)[0] ?? '', offset: faulty.pos[0] } };
  try {
    const left = { count: most };
    return { roots: documents.flatMap((document) => (document.contents ? [new TreeReader(document, left).node(document.contents, 0)] : [])) };
  } catch (error) {
    if (error instanceof YamlStop) return { fault: { message: error.message, offset: error.offset } };
    throw error;
  }
}

class TreeReader {
  readonly #document: Document.Parsed;
  readonly #left: { count: number };
  #anchors: ReadonlyMap<string, readonly Node[]> | undefined;

  constructor(document: Document.Parsed, left: { count: number }) {
    this.#document = document;
    this.#left = left;
  }

  node(node: Node | null | undefined, depth: number, fallback = 0): JsonNode {
    const [start, end] = node?.range ?? [fallback, fallback];
    if (--this.#left.count < 0) throw new YamlStop(`it has more than ${most} values, aliases counted`, start);
    if (depth > deepest) throw new YamlStop(`it is nested more than ${deepest} deep`, start);
    if (!node) return { type: 'null', value: null, start, end };
    if (isAlias(node)) {
      const target = this.#anchor(node.source, start);
      if (!target) throw new YamlStop(`there is no anchor \`${node.source}\``, start);
      return this.node(target, depth + 1);
    }
    const plain = this.#plain(node, depth, start, end);
    return node.tag === undefined || !/^!\w+$/.test(node.tag) ? plain : withFunction(node.tag.slice(1), plain);
  }

  #plain(node: Node, depth: number, start: number, end: number): JsonNode {
    if (isSeq(node)) return { type: 'array', start, end, items: node.items.map((item) => this.node(item as Node | null, depth + 1, start)) };
    if (isMap(node)) return { type: 'object', start, end, members: node.items.flatMap((pair) => this.#members(pair as Pair<Node, Node | null>, depth)) };
    return scalar(node, start, end);
  }

  #members({ key, value }: Pair<Node, Node | null>, depth: number): readonly JsonMember[] {
    const name = this.node(key, depth + 1);
    const held = this.node(value, depth + 1, name.end);
    // `<<` takes in the members of another map.
    if (name.type === 'string' && name.value === '<<' && (held.type === 'object' || held.type === 'array')) {
      return (held.type === 'array' ? held.items : [held]).flatMap((each) => (each.type === 'object' ? each.members : []));
    }
    const text: JsonString = { type: 'string', value: name.type === 'string' ? name.value : name.type === 'number' ? name.text : '', start: name.start, end: name.end };
    return [{ key: text, value: held }];
  }

  /** The node that an alias stands for: the last with its anchor before it. */
  #anchor(name: string, alias: number): Node | undefined {
    const all = (this.#anchors ??= anchorsOf(this.#document)).get(name) ?? [];
    let [low, high] = [0, all.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (startOf(all[middle]) < alias) low = middle + 1;
      else high = middle;
    }
    return all[low - 1];
  }
}

const startOf = (node: Node | undefined): number => node?.range?.[0] ?? 0;

/** The nodes of each anchor, in the order of the text. */
function anchorsOf({ contents }: Document.Parsed): ReadonlyMap<string, readonly Node[]> {
  const found = new Map<string, Node[]>();
  const open: unknown[] = [contents];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if ((isMap(next) || isSeq(next) || isScalar(next)) && next.anchor !== undefined) {
      const known = found.get(next.anchor);
      if (known) known.push(next as Node);
      else found.set(next.anchor, [next as Node]);
    }
    if (isSeq(next)) for (const item of next.items) open.push(item);
    else if (isMap(next)) for (const { key, value } of next.items) open.push(key, value ?? null);
  }
  for (const nodes of found.values()) nodes.sort((a, b) => startOf(a) - startOf(b));
  return found;
}

function scalar(node: Node, start: number, end: number): JsonNode {
  const value: unknown = isScalar(node) ? node.value : undefined;
  const source = isScalar(node) ? node.source : undefined;
  if (typeof value === 'boolean') return { type: 'boolean', value, start, end };
  if (value === null || value === undefined) return { type: 'null', value: null, start, end };
  if (typeof value === 'number' || typeof value === 'bigint') return { type: 'number', text: source ?? String(value), start, end };
  return { type: 'string', value: String(value), start, end };
}

/** `!GetAtt Role.Arn` is `{ "Fn::GetAtt": "Role.Arn" }`. */
function withFunction(tag: string, value: JsonNode): JsonNode {
  const name = tag === 'Ref' || tag === 'Condition' ? tag : `Fn::${tag}`;
  return { type: 'object', start: value.start, end: value.end, members: [{ key: { type: 'string', value: name, start: value.start, end: value.start }, value }] };
}
