import type { Keys } from '../../../authorization/requirement.ts';
import { IncompleteCallError, isRecord } from '../call-view.ts';
import type { CallRequirement, CallView, Rule, ServiceTable } from '../call-view.ts';
import { requestTagKeys } from '../request-tags.ts';
import { all, anything, each, named, same } from '../rules.ts';
import { itemKeys, joinedKeys, leadingKeys, ofItems, queriedKeys } from './dynamodb-keys.ts';
import type { LeadingKeys } from './dynamodb-keys.ts';
import { readPartiql } from './dynamodb-partiql.ts';
import { partiqlKeys } from './dynamodb-partiql-keys.ts';

/** A table by its name, or by its ARN as every operation takes it. */
function tableArn(view: CallView, table = view.text('TableName')): string {
  if (/^[A-Za-z0-9_.-]{1,255}$/.test(table)) return view.arn('dynamodb', `table/${table}`);
  if (/^arn:[^:]+:dynamodb:[^:]*:\d{12}:table\/[A-Za-z0-9_.-]+$/.test(table)) return table;
  throw new IncompleteCallError(view.call, 'TableName');
}

const table = (view: CallView): string => tableArn(view);
const tableOrIndex = (view: CallView): string => (view.has('IndexName') ? `${tableArn(view)}/index/${view.text('IndexName')}` : tableArn(view));
const given =
  (parameter: string) =>
  (view: CallView): string =>
    view.text(parameter);

/** A requirement on items of a table. */
function needItems(view: CallView, action: string, resource: string, leading: LeadingKeys, others: Keys): CallRequirement {
  const { keys, unknown } = ofItems(leading);
  return view.need(action, resource, { ...keys, ...others }, unknown);
}

const onItem =
  (member: 'Key' | 'Item'): Rule =>
  (view) => [needItems(view, view.call.operation, tableArn(view), leadingKeys(view, tableArn(view), view.record(member)), itemKeys(view))];

function batchGet(view: CallView): readonly CallRequirement[] {
  return perTable(view, (name, request) => {
    const one = view.at(request);
    const arn = tableArn(view, name);
    const keys = one.items('Keys').filter(isRecord);
    const attributes = [...new Set(keys.flatMap((key) => Object.keys(key)))];
    const own = itemKeys(one, view);
    const named = own['dynamodb:Attributes'] ?? [];
    return needItems(view, 'BatchGetItem', arn, joinedKeys(keys.map((key) => leadingKeys(view, arn, key))), { ...own, 'dynamodb:Attributes': [...new Set([...attributes, ...named])] });
  });
}

function batchWrite(view: CallView): readonly CallRequirement[] {
  return perTable(view, (name, requests) => {
    const arn = tableArn(view, name);
    const items = (Array.isArray(requests) ? (requests as readonly unknown[]) : []).map((request) => view.at(request)).map((request) => (request.has('PutRequest') ? request.at(request.record('PutRequest')).record('Item') : request.at(request.record('DeleteRequest')).record('Key')));
    const attributes = [...new Set(items.flatMap((item) => Object.keys(item)))];
    return needItems(view, 'BatchWriteItem', arn, joinedKeys(items.map((item) => leadingKeys(view, arn, item))), { 'dynamodb:Attributes': attributes, 'dynamodb:ReturnConsumedCapacity': view.optional('ReturnConsumedCapacity') });
  });
}

function perTable(view: CallView, need: (table: string, request: unknown) => CallRequirement): readonly CallRequirement[] {
  const tables = Object.entries(view.record('RequestItems'));
  if (tables.length === 0) throw new IncompleteCallError(view.call, 'RequestItems');
  return tables.map(([name, request]) => need(name, request));
}

const transacted: Readonly<Record<string, readonly [action: string, member: 'Key' | 'Item']>> = {
  Get: ['GetItem', 'Key'],
  Put: ['PutItem', 'Item'],
  Update: ['UpdateItem', 'Key'],
  Delete: ['DeleteItem', 'Key'],
  ConditionCheck: ['ConditionCheckItem', 'Key'],
};

/** Every item of a transaction needs what it would need alone. */
function transaction(view: CallView): readonly CallRequirement[] {
  const needed = view.views('TransactItems').flatMap((entry) =>
    Object.entries(entry.parameters).map(([kind, item]) => {
      const [action, member] = transacted[kind] ?? [];
      if (action === undefined || member === undefined) throw new IncompleteCallError(view.call, 'TransactItems');
      const one = view.at(item);
      const arn = tableArn(view, one.text('TableName'));
      return needItems(view, action, arn, leadingKeys(view, arn, one.record(member)), { ...itemKeys(one, view), 'dynamodb:EnclosingOperation': view.call.operation });
    }),
  );
  if (needed.length === 0) throw new IncompleteCallError(view.call, 'TransactItems');
  return needed;
}

/** A statement of PartiQL that cannot be read is refused: nobody knows what it does. */
function partiql(view: CallView, statement: CallView): CallRequirement {
  const read = readPartiql(statement.text('Statement'));
  if (!read) throw new IncompleteCallError(view.call, 'Statement');
  const arn = `${tableArn(view, read.table)}${read.index === undefined ? '' : `/index/${read.index}`}`;
  const { keys, unknown } = partiqlKeys(view, arn, read, statement.items('Parameters'));
  const inner = view.call.operation === 'ExecuteStatement' ? {} : { 'dynamodb:EnclosingOperation': view.call.operation };
  return view.need(read.action, arn, { ...inner, ...keys }, unknown);
}

const statements =
  (member: string): Rule =>
  (view) => {
    const list = view.views(member);
    if (list.length === 0) throw new IncompleteCallError(view.call, member);
    return list.map((statement) => partiql(view, statement));
  };

const streamOf = (view: CallView): string => view.text('StreamArn');

/** What a restored table is filled with: every item, and all of it. */
const wholeTable = (view: CallView, table: string): readonly CallRequirement[] =>
  ['BatchWriteItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'Scan', 'UpdateItem'].map((action) => view.need(action, table, {}, ['dynamodb:LeadingKeys', 'dynamodb:Attributes']));

/** Amazon DynamoDB. */
export const dynamodb: ServiceTable = {
  ...each('GetItem DeleteItem UpdateItem', onItem('Key')),
  PutItem: onItem('Item'),
  Query: (view) => [needItems(view, 'Query', tableOrIndex(view), queriedKeys(view, tableOrIndex(view)), itemKeys(view))],
  // It reads everybody's items: AWS warns of giving it with a condition on leading keys, which it has none of.
  Scan: (view) => [needItems(view, 'Scan', tableOrIndex(view), 'unknown', itemKeys(view))],
  BatchGetItem: batchGet,
  BatchWriteItem: batchWrite,
  ...each('TransactGetItems TransactWriteItems', transaction),
  ExecuteStatement: (view) => [partiql(view, view)],
  BatchExecuteStatement: statements('Statements'),
  ExecuteTransaction: statements('TransactStatements'),
  ...each(
    'DescribeTable DeleteTable UpdateTable UpdateTimeToLive DescribeTimeToLive UpdateContinuousBackups DescribeContinuousBackups UpdateContributorInsights DescribeContributorInsights DescribeKinesisStreamingDestination EnableKinesisStreamingDestination DisableKinesisStreamingDestination UpdateKinesisStreamingDestination DescribeTableReplicaAutoScaling UpdateTableReplicaAutoScaling CreateBackup',
    same(table),
  ),
  CreateTable: (view) => {
    const keys = requestTagKeys(view.items('Tags'));
    const create = view.needNew('CreateTable', tableArn(view), keys);
    return view.items('Tags').length > 0 ? [create, view.needNew('TagResource', tableArn(view), keys)] : [create];
  },
  ...each('TagResource', same(given('ResourceArn'), (view) => requestTagKeys(view.items('Tags')))),
  ...each('UntagResource', same(given('ResourceArn'), (view) => requestTagKeys(view.items('TagKeys')))),
  ...each('ListTagsOfResource PutResourcePolicy GetResourcePolicy DeleteResourcePolicy', same(given('ResourceArn'))),
  ...each('DescribeBackup DeleteBackup', same(given('BackupArn'))),
  RestoreTableFromBackup: all(
    named('RestoreTableFromBackup', given('BackupArn')),
    (view) => [view.need('RestoreTableFromBackup', tableArn(view, view.text('TargetTableName'))), ...wholeTable(view, tableArn(view, view.text('TargetTableName')))],
  ),
  RestoreTableToPointInTime: (view) => {
    const source = tableArn(view, view.optional('SourceTableArn') ?? view.text('SourceTableName'));
    const target = tableArn(view, view.text('TargetTableName'));
    return [view.need('RestoreTableToPointInTime', source), view.need('RestoreTableToPointInTime', target), ...wholeTable(view, target)];
  },
  // The service writes to the bucket with the caller's rights.
  ExportTableToPointInTime: (view) => [
    view.need('ExportTableToPointInTime', tableArn(view, view.text('TableArn'))),
    view.need('s3:PutObject', `arn:${view.facts.partition}:s3:::${view.text('S3Bucket')}/${view.has('S3Prefix') ? `${view.text('S3Prefix')}/` : ''}AWSDynamoDB/*`),
  ],
  DescribeExport: same(given('ExportArn')),
  ImportTable: same((view) => tableArn(view, view.at(view.record('TableCreationParameters')).text('TableName'))),
  DescribeImport: same(given('ImportArn')),
  ...each('CreateGlobalTable UpdateGlobalTable DescribeGlobalTable DescribeGlobalTableSettings UpdateGlobalTableSettings', (view) => [view.need(view.call.operation, `arn:${view.facts.partition}:dynamodb::${view.facts.account}:global-table/${view.text('GlobalTableName')}`)]),
  ...each('ListTables ListBackups ListGlobalTables ListExports ListImports ListContributorInsights DescribeLimits DescribeEndpoints', same(anything)),
};

/** DynamoDB Streams: a service of its own with actions of DynamoDB. */
export const dynamodbstreams: ServiceTable = {
  ...each('DescribeStream GetShardIterator', same(streamOf)),
  // An iterator names its stream: `ARN|1|token`.
  GetRecords: same((view) => {
    const arn = /^(arn:[^|]{1,300})\|/.exec(view.text('ShardIterator'))?.[1];
    if (arn === undefined) throw new IncompleteCallError(view.call, 'ShardIterator');
    return arn;
  }),
  ListStreams: same(anything),
};
