import type { Keys } from '../../../authorization/requirement.ts';
import { isRecord } from '../call-view.ts';
import type { CallView } from '../call-view.ts';
import { attributesOf, equalities } from './dynamodb-expression.ts';

/** Values of partition keys; `unknown` where it cannot be told whose items are meant. An absent key would not do: conditions
 * with `ForAllValues` are true of it (R4.2). */
export type LeadingKeys = readonly string[] | 'unknown';

/** The value of a key as policies have it. Numbers and bytes in an unusual spelling are those of the usual one to DynamoDB, and
 * something else to a policy: they are not told. */
export function scalarText(value: unknown): string | undefined {
  if (!isRecord(value)) return undefined;
  const { S: text, N: number, B: bytes } = value;
  if (typeof text === 'string') return text;
  if (typeof number === 'string') return numberText(number);
  const binary = typeof bytes === 'string' ? Buffer.from(bytes, 'base64') : bytes;
  const encoded = binary instanceof Uint8Array ? Buffer.from(binary).toString('base64') : undefined;
  return typeof bytes === 'string' && bytes !== encoded ? undefined : encoded;
}

export const numberText = (number: string): string | undefined => (/^(?:0|-?(?:[1-9]\d*(?:\.\d*[1-9])?|0\.\d*[1-9]))$/.test(number) ? number : undefined);

const known = (value: string | undefined): LeadingKeys => (value === undefined ? 'unknown' : [value]);

/** All of several; one that is not known leaves all of them unknown. */
export function joinedKeys(all: readonly LeadingKeys[]): LeadingKeys {
  const values = all.filter((one) => one !== 'unknown');
  return values.length === all.length && all.length > 0 ? [...new Set(values.flat())] : 'unknown';
}

/** The partition key's value in a key or an item. A key of one attribute is that one, whatever the table calls it. */
export function leadingKeys(view: CallView, table: string, item: Readonly<Record<string, unknown>>): LeadingKeys {
  const names = Object.keys(item);
  const name = view.facts.partitionKeyOf?.(table) ?? (names.length === 1 ? names[0] : undefined);
  return known(name === undefined || !Object.hasOwn(item, name) ? undefined : scalarText(item[name]));
}

/** The partition key's value that a Query asks for: every Query binds it to one, by an equality. */
export function queriedKeys(view: CallView, resource: string): LeadingKeys {
  const values = view.record('ExpressionAttributeValues');
  const expression = view.optional('KeyConditionExpression');
  const legacy = Object.entries(view.record('KeyConditions'));
  if ((expression === undefined) === (legacy.length === 0)) return 'unknown';
  const bound = expression === undefined ? legacyEqualities(legacy) : equalities(expression, view.record('ExpressionAttributeNames'));
  const [only] = bound?.size === 1 ? bound.keys() : [];
  const name = view.facts.partitionKeyOf?.(resource) ?? only;
  const value = name === undefined ? undefined : bound?.get(name);
  return known(scalarText(typeof value === 'string' ? values[value] : value));
}

/** `KeyConditions`, as older clients send them. */
function legacyEqualities(conditions: readonly (readonly [string, unknown])[]): ReadonlyMap<string, unknown> {
  const equal = conditions.filter(([, condition]) => isRecord(condition) && condition['ComparisonOperator'] === 'EQ' && Array.isArray(condition['AttributeValueList']) && condition['AttributeValueList'].length === 1);
  return new Map(equal.map(([attribute, condition]) => [attribute, ((condition as Record<string, unknown>)['AttributeValueList'] as readonly unknown[])[0]]));
}

/** The keys that tell whose items a request is about, and which are not known. */
export const ofItems = (leading: LeadingKeys): { readonly keys: Keys; readonly unknown: readonly string[] } =>
  leading === 'unknown' ? { keys: {}, unknown: ['dynamodb:LeadingKeys'] } : { keys: { 'dynamodb:LeadingKeys': leading }, unknown: [] };

const expressions = ['ProjectionExpression', 'FilterExpression', 'ConditionExpression', 'UpdateExpression', 'KeyConditionExpression'];
const namedByKey = ['Key', 'Item', 'Expected', 'AttributeUpdates', 'KeyConditions', 'QueryFilter', 'ScanFilter'];

/** Every top-level attribute that a request names. */
function attributes(view: CallView): readonly string[] {
  const names = view.record('ExpressionAttributeNames');
  return [
    ...new Set([
      ...expressions.flatMap((member) => attributesOf(view.optional(member) ?? '', names)),
      ...namedByKey.flatMap((member) => Object.keys(view.record(member))),
      ...view.texts('AttributesToGet'),
    ]),
  ];
}

const reads: ReadonlySet<string> = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems']);

/** What a read brings back: as asked, or what comes of asking for nothing in particular. */
function selected(view: CallView): string | undefined {
  if (!reads.has(view.call.operation)) return undefined;
  const asked = view.optional('Select');
  if (asked !== undefined) return asked;
  if (view.has('ProjectionExpression') || view.has('AttributesToGet')) return 'SPECIFIC_ATTRIBUTES';
  return view.has('IndexName') ? 'ALL_PROJECTED_ATTRIBUTES' : 'ALL_ATTRIBUTES';
}

/** Keys of a request to items, or of one item in it. */
export function itemKeys(view: CallView, outer: CallView = view): Keys {
  const named = attributes(view);
  return {
    'dynamodb:Attributes': named.length > 0 ? named : undefined,
    'dynamodb:Select': selected(view),
    'dynamodb:ReturnValues': view.optional('ReturnValues') ?? (view.has('UpdateExpression') || view.has('AttributeUpdates') || ['PutItem', 'DeleteItem', 'UpdateItem'].includes(view.call.operation) ? 'NONE' : undefined),
    'dynamodb:ReturnConsumedCapacity': outer.optional('ReturnConsumedCapacity'),
  };
}
