import type { Keys } from '../../../authorization/requirement.ts';
import { isRecord } from '../call-view.ts';
import type { CallView } from '../call-view.ts';
import { attributesOf, equalities } from './dynamodb-expression.ts';

const scalar = (value: unknown): string | undefined => {
  if (!isRecord(value)) return undefined;
  const text = value['S'] ?? value['N'] ?? value['B'];
  return typeof text === 'string' ? text : text instanceof Uint8Array ? Buffer.from(text).toString('base64') : undefined;
};

/** The partition key's value in a key or an item. Where the table's key is not known, every value that could be it: a policy
 * that names one then refuses rather than allows. */
export function leadingKeys(view: CallView, table: string, item: Readonly<Record<string, unknown>>): readonly string[] {
  const name = view.facts.partitionKeyOf?.(table);
  const values = name === undefined ? Object.values(item) : [item[name]];
  return values.flatMap((value) => scalar(value) ?? []);
}

/** The partition key's value that a Query asks for. */
export function queriedKeys(view: CallView, resource: string): readonly string[] {
  const name = view.facts.partitionKeyOf?.(resource);
  const values = view.record('ExpressionAttributeValues');
  const bound = equalities(view.optional('KeyConditionExpression') ?? '', view.record('ExpressionAttributeNames')).map(([attribute, placeholder]) => [attribute, values[placeholder]] as const);
  const conditions = Object.entries(view.record('KeyConditions')).flatMap(([attribute, condition]) => (isRecord(condition) && condition['ComparisonOperator'] === 'EQ' && Array.isArray(condition['AttributeValueList']) ? [[attribute, condition['AttributeValueList'][0] as unknown] as const] : []));
  return [...bound, ...conditions].flatMap(([attribute, value]) => (name === undefined || attribute === name ? (scalar(value) ?? []) : []));
}

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
export function itemKeys(view: CallView, leading: readonly string[], outer: CallView = view): Keys {
  const named = attributes(view);
  return {
    'dynamodb:LeadingKeys': leading.length > 0 ? leading : undefined,
    'dynamodb:Attributes': named.length > 0 ? named : undefined,
    'dynamodb:Select': selected(view),
    'dynamodb:ReturnValues': view.optional('ReturnValues') ?? (view.has('UpdateExpression') || view.has('AttributeUpdates') || ['PutItem', 'DeleteItem', 'UpdateItem'].includes(view.call.operation) ? 'NONE' : undefined),
    'dynamodb:ReturnConsumedCapacity': outer.optional('ReturnConsumedCapacity'),
  };
}
