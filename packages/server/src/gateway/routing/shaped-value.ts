import type { InputMember, InputShape, InputStructure } from '@assent/catalog';
import type { BodyTree } from './body-tree.ts';
import { ambiguous, malformed } from './unroutable.ts';

/** Members of a structure by their model names. A member that the model does not have is refused: who knows it would understand
 * more than was authorized.
 * @param members those that the object may have */
export function shapedMembers(tree: BodyTree, members: readonly InputMember[]): Record<string, unknown> {
  if (!(tree instanceof Map)) throw malformed('the body has something else where an object is expected');
  const own = new Map(members.map((member) => [member.wireName, member]));
  const shaped: [string, unknown][] = [];
  for (const [key, value] of tree as ReadonlyMap<string, BodyTree>) {
    const member = own.get(key);
    if (!member) {
      if (key === '__type') continue;
      throw ambiguous(`the body has the member \`${key.slice(0, 128)}\`, which is not known`);
    }
    if (value !== null) shaped.push([member.name, shapedValue(value, member.shape)]);
  }
  return Object.fromEntries(shaped);
}

/** The members of an input that its body has. */
export const bodyMembers = ({ members }: InputStructure): readonly InputMember[] => members.filter(({ place }) => place === 'body');

/** A value of JSON or CBOR in the form of its shape; what does not have that form is refused. Bytes and timestamps stay as they
 * were written. */
export function shapedValue(tree: BodyTree, shape: InputShape): unknown {
  switch (shape.kind) {
    case 'structure':
      return shapedMembers(tree, shape.members);
    case 'list':
      if (!Array.isArray(tree)) throw mismatch('a list');
      return tree.map((item: BodyTree) => (item === null ? null : shapedValue(item, shape.member)));
    case 'map':
      if (!(tree instanceof Map)) throw mismatch('an object');
      return Object.fromEntries(Array.from(tree as ReadonlyMap<string, BodyTree>, ([key, value]) => [key, value === null ? null : shapedValue(value, shape.value)]));
    case 'string':
      if (typeof tree !== 'string') throw mismatch('a string');
      return tree;
    case 'boolean':
      if (typeof tree !== 'boolean') throw mismatch('a boolean');
      return tree;
    case 'integer':
      if (typeof tree !== 'number' || !Number.isInteger(tree)) throw mismatch('an integer');
      return tree;
    case 'number':
      if (typeof tree !== 'number' && tree !== 'NaN' && tree !== 'Infinity' && tree !== '-Infinity') throw mismatch('a number');
      return tree;
    case 'blob':
      if (typeof tree !== 'string' && !(tree instanceof Uint8Array)) throw mismatch('bytes');
      return tree;
    case 'timestamp':
      if (typeof tree !== 'string' && typeof tree !== 'number' && !isTimestamp(tree)) throw mismatch('a timestamp');
      return isTimestamp(tree) ? tree.seconds : tree;
    case 'document':
      return plainValue(tree);
  }
}

const mismatch = (expected: string): Error => malformed(`the body has something else where ${expected} is expected`);

const isTimestamp = (tree: BodyTree): tree is { seconds: number } => typeof tree === 'object' && tree !== null && 'seconds' in tree;

function plainValue(tree: BodyTree): unknown {
  if (Array.isArray(tree)) return tree.map(plainValue);
  if (tree instanceof Map) return Object.fromEntries(Array.from(tree as ReadonlyMap<string, BodyTree>, ([key, value]) => [key, plainValue(value)]));
  return tree;
}
