import type { InputMember, InputShape, InputStructure } from '@assent/catalog';

/** Values that a client or its endpoint rules ask a form of. */
const stated: Readonly<Record<string, string>> = {
  Bucket: 'photos-of-mine',
  Key: 'a b/ü+c%2F//d.jpg',
  CopySource: '/other-bucket/a%20b',
  QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/111122223333/jobs',
  TableName: 'Orders',
  ExpectedBucketOwner: '111122223333',
  AccountId: '111122223333',
  restApiId: 'abc123',
};
/** Members that say nothing of what is asked for, or send the request elsewhere. */
const leftOut: ReadonlySet<string> = new Set(['ContentLength', 'ContentMD5', 'SSECustomerKey', 'SSECustomerKeyMD5', 'CopySourceSSECustomerKey', 'CopySourceSSECustomerKeyMD5', 'EndpointId', 'StreamARN', 'StreamId', 'ConsumerARN', 'ResourceARN', 'ChecksumAlgorithm']);

/** An input with all required members, or with every member to a depth of three. */
export function generateInput(input: InputStructure | undefined, which: 'required' | 'all'): Record<string, unknown> {
  return input ? structureOf(input.members, which, 0) : {};
}

function structureOf(members: readonly InputMember[], which: 'required' | 'all', depth: number): Record<string, unknown> {
  const usable = members.filter(({ name, required, shape, place }) => required || (!leftOut.has(name) && !name.startsWith('Checksum') && shape.kind !== 'timestamp' && shape.kind !== 'document' && place !== 'headers' && place !== 'attribute'));
  const wanted = usable.filter(({ required }) => required || (which === 'all' && depth < 3));
  // A structure without members is not sent at all by some protocols.
  const chosen = wanted.length > 0 || depth === 0 ? wanted : (usable.length > 0 ? usable : members).slice(0, 1);
  return Object.fromEntries(chosen.map(({ name, shape }) => [name, valueOf(name, shape, which, depth)]));
}

function valueOf(name: string, shape: InputShape, which: 'required' | 'all', depth: number): unknown {
  switch (shape.kind) {
    case 'structure':
      return structureOf(shape.members, which, depth + 1);
    case 'list':
      return depth > 8 ? [] : [valueOf(name, shape.member, which, depth + 1)];
    case 'map':
      return depth > 8 ? {} : { 'a key': valueOf(name, shape.value, which, depth + 1) };
    case 'string':
      return stated[name] ?? `${name} ü&<%+/x`;
    case 'integer':
      return 7;
    case 'number':
      return 1.5;
    case 'boolean':
      return true;
    case 'timestamp':
      return new Date(1_700_000_000_000);
    case 'blob':
      return new Uint8Array([1, 2, 255]);
    case 'document':
      return { any: ['thing'] };
  }
}

/** What routing must give back of an input: bytes and timestamps in whatever text they travel as, nothing of opaque payloads. */
export function expectedParameters(input: InputStructure | undefined, given: Record<string, unknown>): Record<string, unknown> {
  const members = new Map(input?.members.map((member) => [member.name, member]));
  return comparable(Object.fromEntries(Object.entries(given).filter(([name]) => members.get(name)?.place !== 'opaque')), input) as Record<string, unknown>;
}

/** Both sides in one form: bytes and timestamps are only there. */
export function comparable(value: unknown, shape: InputShape | undefined): unknown {
  switch (shape?.kind) {
    case 'structure': {
      const shapes = new Map(shape.members.map((member) => [member.name, member.shape]));
      return Object.fromEntries(sorted(value).map(([name, part]) => [name, comparable(part, shapes.get(name))]));
    }
    case 'list':
      return (value as readonly unknown[]).map((item) => comparable(item, shape.member));
    case 'map':
      return Object.fromEntries(sorted(value).map(([name, part]) => [name, comparable(part, shape.value)]));
    case 'blob':
    case 'timestamp':
      return shape.kind;
    default:
      return value;
  }
}

const sorted = (value: unknown): [string, unknown][] => Object.entries(value as object).sort(([a], [b]) => (a < b ? -1 : 1));
