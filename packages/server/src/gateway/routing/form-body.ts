import type { InputList, InputMap, InputMember, InputShape, InputStructure } from '@assent/catalog';
import type { QueryPairs } from './query-pairs.ts';
import { scalarOf } from './scalar-text.ts';
import { ambiguous, malformed } from './unroutable.ts';

interface Branch {
  value: string | undefined;
  readonly children: Map<string, Branch>;
}

export type FormProtocol = 'query' | 'ec2';

const depthLimit = 24;

/** Parameters of the query protocol, or EC2's, by the shapes of an operation's input. What no member has is refused.
 * @param pairs without `Action` and `Version` */
export function readForm(pairs: QueryPairs, input: InputStructure | undefined, protocol: FormProtocol): Record<string, unknown> {
  const root: Branch = { value: undefined, children: new Map() };
  for (const [name, values] of pairs) {
    const [value] = values;
    if (values.length !== 1 || value === undefined) throw ambiguous(`the parameter \`${name.slice(0, 128)}\` is there more than once`);
    place(root, name, value);
  }
  return structureOf(root, input?.members ?? [], protocol, '');
}

function place(root: Branch, name: string, value: string): void {
  const steps = name.split('.', depthLimit + 1);
  if (steps.length > depthLimit) throw malformed('a parameter name has too many parts');
  let at = root;
  for (const step of steps) {
    let next = at.children.get(step);
    if (!next) at.children.set(step, (next = { value: undefined, children: new Map() }));
    at = next;
  }
  at.value = value;
}

function structureOf(branch: Branch, members: readonly InputMember[], protocol: FormProtocol, path: string): Record<string, unknown> {
  const left = new Map(branch.children);
  const shaped: [string, unknown][] = [];
  for (const member of members) {
    const name = formName(member, protocol);
    const child = left.get(name);
    if (!child) continue;
    left.delete(name);
    shaped.push([member.name, valueOf(child, member.shape, protocol, `${path}${name}`)]);
  }
  const [stranger] = left.keys();
  if (stranger !== undefined) throw ambiguous(`the parameter \`${path}${stranger.slice(0, 128)}\` is not known`);
  return Object.fromEntries(shaped);
}

/** A flattened list or map goes by its elements' name where it has one. */
export function formName({ shape, wireName }: InputMember, protocol: FormProtocol): string {
  if (protocol === 'query' && shape.kind === 'list' && shape.flattened && shape.wireName !== '') return shape.wireName;
  return wireName;
}

function valueOf(branch: Branch, shape: InputShape, protocol: FormProtocol, path: string): unknown {
  if (branch.value !== undefined && branch.children.size > 0) throw ambiguous(`the parameter \`${path}\` has both a value and parts`);
  switch (shape.kind) {
    case 'structure':
      return branch.value === '' ? {} : structureOf(inner(branch, path), shape.members, protocol, `${path}.`);
    case 'list':
      return branch.value === '' ? [] : listOf(inner(branch, path), shape, protocol, path);
    case 'map':
      return branch.value === '' ? {} : mapOf(inner(branch, path), shape, protocol, path);
    default:
      if (branch.value === undefined) throw malformed(`the parameter \`${path}\` has parts where it is one value`);
      return scalarOf(branch.value, shape, path);
  }
}

function inner(branch: Branch, path: string): Branch {
  if (branch.value !== undefined) throw malformed(`the parameter \`${path}\` is one value where it has parts`);
  return branch;
}

/** The children `1`, `2`, … without a gap. */
function numbered(branch: Branch, path: string): readonly Branch[] {
  return Array.from({ length: branch.children.size }, (_, index) => {
    const child = branch.children.get(String(index + 1));
    if (!child) throw ambiguous(`the elements of \`${path}\` are not numbered from 1 on without gaps`);
    return child;
  });
}

function only(branch: Branch, name: string, path: string): Branch {
  const child = branch.children.get(name);
  if (!child || branch.children.size !== 1 || child.value !== undefined) throw ambiguous(`the parameter \`${path}\` has other parts than \`${name}\``);
  return child;
}

function listOf(branch: Branch, shape: InputList, protocol: FormProtocol, path: string): unknown[] {
  const flat = protocol === 'ec2' || shape.flattened;
  const elements = flat ? branch : only(branch, shape.wireName === '' ? 'member' : shape.wireName, path);
  return numbered(elements, path).map((element, index) => valueOf(element, shape.member, protocol, `${path}.${index + 1}`));
}

function mapOf(branch: Branch, shape: InputMap, protocol: FormProtocol, path: string): Record<string, unknown> {
  const entries = new Map<string, unknown>();
  for (const [index, entry] of numbered(shape.flattened ? branch : only(branch, 'entry', path), path).entries()) {
    const key = entry.children.get(shape.keyName);
    const value = entry.children.get(shape.valueName);
    if (key?.value === undefined || !value || entry.children.size !== 2) throw malformed(`an entry of \`${path}\` is not a key and a value`);
    if (entries.has(key.value)) throw ambiguous(`\`${path}\` has the key \`${key.value.slice(0, 128)}\` twice`);
    entries.set(key.value, valueOf(value, shape.value, protocol, `${path}.${index + 1}.${shape.valueName}`));
  }
  return Object.fromEntries(entries);
}
