import type { ConditionEntry, DocumentFault, Located, ParsedPolicy, PatternElement, PolicyType, PolicyVersion, PrincipalElement, PrincipalEntry, Statement } from './document.ts';
import { Locator, parseJson } from './json-tree.ts';
import type { JsonMember, JsonNode, JsonObject, JsonString } from './json-tree.ts';
import { parseOperatorName } from './operator-name.ts';

/** What a document is read as, and how much of it. */
export interface ParseOptions {
  /** What the document is to be used as; without it, what some type allows is allowed. */
  readonly type?: PolicyType;
  /** Characters; default 131,072 (R2.7). */
  readonly maxSize?: number;
  /** Levels of nesting; default 64. */
  readonly maxDepth?: number;
}

/** Parses a policy document and reports everything that keeps it from being one (level L1 of the specification).
 * A document with a fault is never partly evaluated.
 * @example parsePolicy('{"Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}}').document */
export function parsePolicy(text: string, options: ParseOptions = {}): ParsedPolicy {
  const locator = new Locator(text);
  const maxSize = options.maxSize ?? 131_072;
  if (text.length > maxSize) {
    return { faults: [{ code: 'too-large', message: `the document has ${text.length} characters, more than ${maxSize}`, span: locator.span({ start: 0, end: 0 }) }] };
  }
  const parsed = parseJson(text, options.maxDepth ?? 64);
  if ('fault' in parsed) {
    const { message, offset } = parsed.fault;
    return { faults: [{ code: 'not-json', message, span: locator.span({ start: offset, end: Math.min(offset + 1, text.length) }) }] };
  }
  return new DocumentReader(text, locator, options.type).document(parsed.root);
}

/** Types in which a statement must name its resources; in the others an absent `Resource` is what the policy hangs on
 * (R2.20, section 3 of policy-language.md). */
const resourceRequired: ReadonlySet<PolicyType> = new Set<PolicyType>(['identity', 'permissionsBoundary', 'session', 'serviceControl', 'resourceControl', 'vpcEndpoint']);

const principalKinds: ReadonlySet<string> = new Set(['AWS', 'Service', 'Federated', 'CanonicalUser']);

class DocumentReader {
  readonly #text: string;
  readonly #locator: Locator;
  readonly #type: PolicyType | undefined;
  readonly #faults: DocumentFault[] = [];

  constructor(text: string, locator: Locator, type: PolicyType | undefined) {
    this.#text = text;
    this.#locator = locator;
    this.#type = type;
  }

  document(root: JsonNode): ParsedPolicy {
    if (root.type !== 'object') {
      this.#fault('wrong-type', 'a policy is a JSON object', root);
      return { faults: this.#faults };
    }
    this.#findRepeatedKeys(root);
    // CreatePolicy takes a `Conditions` beside the statements (R13.1), and it means nothing.
    const members = this.#members(root, ['Version', 'Id', 'Statement', 'Conditions'], 'a policy');
    const version = members.get('Version');
    if (version && !(version.type === 'string' && (version.value === '2012-10-17' || version.value === '2008-10-17'))) {
      this.#fault('wrong-version', '`Version` must be "2012-10-17" or "2008-10-17"', version);
    }
    const id = members.get('Id');
    if (id && id.type !== 'string') this.#fault('wrong-type', '`Id` must be a string', id);
    const statements = this.#statements(members.get('Statement'), root);
    if (this.#faults.length > 0) return { faults: this.#faults };
    return {
      faults: [],
      document: {
        text: this.#text,
        version: version?.type === 'string' ? (version.value as PolicyVersion) : '2008-10-17',
        versionStated: version !== undefined,
        ...(id?.type === 'string' ? { id: id.value } : {}),
        statements,
      },
    };
  }

  #fault(code: string, message: string, node: { readonly start: number; readonly end: number }): void {
    this.#faults.push({ code, message, span: this.#locator.span(node) });
  }

  /** R2.2: at every depth, conditions included. */
  #findRepeatedKeys(root: JsonNode): void {
    const open: JsonNode[] = [root];
    for (let node = open.pop(); node; node = open.pop()) {
      if (node.type === 'array') for (const item of node.items) open.push(item);
      if (node.type !== 'object') continue;
      const seen = new Set<string>();
      for (const { key, value } of node.members) {
        if (seen.has(key.value)) this.#fault('duplicate-key', `the key \`${key.value}\` occurs more than once in one object`, key);
        seen.add(key.value);
        open.push(value);
      }
    }
  }

  #members(node: JsonObject, known: readonly string[], what: string): Map<string, JsonNode> {
    const members = new Map<string, JsonNode>();
    for (const { key, value } of node.members) {
      if (!known.includes(key.value)) {
        const meant = known.find((name) => name.toLowerCase() === key.value.toLowerCase());
        this.#fault('unknown-element', `${what} has no element \`${key.value}\`${meant === undefined ? '' : `: write \`${meant}\``}`, key);
      } else if (!members.has(key.value)) {
        members.set(key.value, value);
      }
    }
    return members;
  }

  #statements(node: JsonNode | undefined, root: JsonNode): readonly Statement[] {
    if (!node) {
      this.#fault('missing-element', 'a policy must have a `Statement`', root);
      return [];
    }
    const items = node.type === 'array' ? node.items : [node];
    if (items.length === 0) this.#fault('empty-element', '`Statement` must not be empty', node);
    return items.flatMap((item, index) => this.#statement(item, index) ?? []);
  }

  #statement(node: JsonNode, index: number): Statement | undefined {
    if (node.type !== 'object') {
      this.#fault('wrong-type', 'a statement is a JSON object', node);
      return undefined;
    }
    const members = this.#members(
      node,
      ['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'],
      'a statement',
    );
    const sid = members.get('Sid');
    if (sid && sid.type !== 'string') this.#fault('wrong-type', '`Sid` must be a string', sid);
    const effect = members.get('Effect');
    if (!effect) this.#fault('missing-element', 'a statement must have an `Effect`', node);
    else if (!(effect.type === 'string' && (effect.value === 'Allow' || effect.value === 'Deny'))) this.#fault('wrong-effect', '`Effect` must be "Allow" or "Deny"', effect);
    const principal = this.#principal(members, node);
    const action = this.#patterns(members, 'Action', node);
    if (!action && !members.has('Action') && !members.has('NotAction')) this.#fault('missing-element', 'a statement must have `Action` or `NotAction`', node);
    const resource = this.#patterns(members, 'Resource', node);
    if (!members.has('Resource') && !members.has('NotResource') && this.#type !== undefined && resourceRequired.has(this.#type)) {
      this.#fault('missing-element', 'a statement must have `Resource` or `NotResource`', node);
    }
    const conditions = this.#conditions(members.get('Condition'));
    if (effect?.type !== 'string' || !action) return undefined;
    return {
      index,
      ...(sid?.type === 'string' ? { sid: sid.value } : {}),
      effect: effect.value as Statement['effect'],
      ...(principal ? { principal } : {}),
      action,
      ...(resource ? { resource } : {}),
      conditions,
      span: this.#locator.span(node),
    };
  }

  /** The one of a pair of elements that is there; both is a fault (R2.3). */
  #either(members: ReadonlyMap<string, JsonNode>, name: string, statement: JsonNode): { readonly node: JsonNode; readonly negated: boolean } | undefined {
    const [plain, negated] = [members.get(name), members.get(`Not${name}`)];
    if (plain && negated) {
      this.#fault('conflicting-elements', `a statement has either \`${name}\` or \`Not${name}\`, not both`, statement);
      return undefined;
    }
    const node = plain ?? negated;
    return node && { node, negated: negated !== undefined };
  }

  #patterns(members: ReadonlyMap<string, JsonNode>, name: 'Action' | 'Resource', statement: JsonNode): PatternElement | undefined {
    const found = this.#either(members, name, statement);
    if (!found) return undefined;
    const { node, negated } = found;
    const label = negated ? `Not${name}` : name;
    const items = node.type === 'array' ? node.items : [node];
    const entries: Located[] = [];
    for (const item of items) {
      if (item.type === 'string') entries.push(this.#located(item));
      // R2.13: `null` in a list is tolerated, and matches nothing.
      else if (!(item.type === 'null' && node.type === 'array')) this.#fault('wrong-type', `\`${label}\` must be a string or a list of strings`, item);
    }
    // R2.20: an exception from nothing would be everything.
    if (negated && entries.length === 0 && node.type === 'array') this.#fault('empty-element', `\`${label}\` must not be empty`, node);
    return { negated, entries, span: this.#locator.span(node) };
  }

  #located(node: JsonString): Located {
    return { value: node.value, span: this.#locator.span(node) };
  }

  #principal(members: ReadonlyMap<string, JsonNode>, statement: JsonNode): PrincipalElement | undefined {
    const found = this.#either(members, 'Principal', statement);
    if (!found) return undefined;
    const { node, negated } = found;
    const label = negated ? 'NotPrincipal' : 'Principal';
    const span = this.#locator.span(node);
    if (node.type === 'string') {
      if (node.value !== '*') this.#fault('wrong-principal', `\`${label}\` must be "*" or a map such as {"AWS": "…"}`, node);
      return { negated, entries: [{ kind: '*', ...this.#located(node) }], span };
    }
    if (node.type !== 'object') {
      this.#fault('wrong-type', `\`${label}\` must be "*" or a map such as {"AWS": "…"}`, node);
      return undefined;
    }
    return { negated, entries: node.members.flatMap((member) => this.#principals(member, label)), span };
  }

  #principals({ key, value }: JsonMember, label: string): readonly PrincipalEntry[] {
    if (!principalKinds.has(key.value)) {
      this.#fault('unknown-element', `\`${label}\` has no kind \`${key.value}\`: write AWS, Service, Federated or CanonicalUser`, key);
      return [];
    }
    return (value.type === 'array' ? value.items : [value]).flatMap((item) => {
      if (item.type === 'string') return [{ kind: key.value as PrincipalEntry['kind'], ...this.#located(item) }];
      this.#fault('wrong-type', `a principal must be a string`, item);
      return [];
    });
  }

  #conditions(node: JsonNode | undefined): readonly ConditionEntry[] {
    if (!node) return [];
    if (node.type !== 'object') {
      this.#fault('wrong-type', '`Condition` must be a map of operators', node);
      return [];
    }
    return node.members.flatMap(({ key: operator, value: block }) => {
      if (block.type !== 'object') {
        this.#fault('wrong-type', `the condition operator \`${operator.value}\` must hold a map of keys`, block);
        return [];
      }
      // R2.14, R2.16: what nobody knows how to test must not be there, unless it tests nothing.
      if (block.members.length > 0 && !parseOperatorName(operator.value)) this.#fault('unknown-operator', `there is no condition operator \`${operator.value}\``, operator);
      return block.members.map(({ key, value }) => ({
        operator: this.#located(operator),
        key: this.#located(key),
        values: this.#values(value),
        span: this.#locator.span({ start: key.start, end: value.end }),
      }));
    });
  }

  #values(node: JsonNode): readonly Located[] {
    return (node.type === 'array' ? node.items : [node]).flatMap((item) => {
      if (item.type === 'string') return [this.#located(item)];
      if (item.type === 'number') return [{ value: decimalText(item.text), span: this.#locator.span(item) }];
      if (item.type === 'boolean') return [{ value: String(item.value), span: this.#locator.span(item) }];
      this.#fault('wrong-type', 'a condition value must be a string, a number, a truth value, or a list of these', item);
      return [];
    });
  }
}

/** A JSON number as its shortest decimal text, without an exponent, and exact (R2.19). */
export function decimalText(text: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) return text;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  // Nothing that AWS compares is this large or small; as written it is no number to the operators (R4.14).
  if (Math.abs(Number(exponent)) > 400) return text;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  const padded = point <= 0 ? `${'0'.repeat(1 - point)}${digits}` : digits.padEnd(point, '0');
  const at = point <= 0 ? 1 : point;
  const integer = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const rest = padded.slice(at).replace(/0+$/, '');
  const plain = rest === '' ? integer : `${integer}.${rest}`;
  return plain === '0' ? plain : sign + plain;
}
