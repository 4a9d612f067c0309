import type { AnswerView } from '../answer-view.ts';
import { AnswerError, said } from '../reading-error.ts';
import { tagsIfTold } from '../read-resource.ts';
import type { Found, ReadResource } from '../read-resource.ts';
import type { UpstreamClient } from '../upstream-client.ts';

/** Tables with their indexes' keys, and their streams, which have policies of their own. */
export async function* readTables(client: UpstreamClient): AsyncGenerator<Found, void> {
  for await (const page of client.pages('dynamodb', 'ListTables', 'ExclusiveStartTableName', 'LastEvaluatedTableName')) {
    for (const name of page.texts('TableNames')) yield { name, read: () => readTable(client, name) };
  }
}

async function readTable(client: UpstreamClient, name: string): Promise<readonly ReadResource[]> {
  const table = (await client.ask('dynamodb', 'DescribeTable', { TableName: name })).at('Table');
  const arn = table.text('TableArn');
  const stream = table.optional('LatestStreamArn');
  const [policy, streamPolicy, tags] = await Promise.all([policyOf(client, arn), stream === undefined ? {} : policyOf(client, stream), tagsIfTold(client, arn)]);
  const indexes = ['GlobalSecondaryIndexes', 'LocalSecondaryIndexes'].flatMap((list) => table.views(list));
  return [
    { arn, ...policy, tags, partitionKey: partitionKey(table) },
    ...indexes.map((index) => ({ arn: `${arn}/index/${index.text('IndexName')}`, partitionKey: partitionKey(index) })),
    ...(stream === undefined ? [] : [{ arn: stream, ...streamPolicy }]),
  ];
}

/** Table and stream are there; who says otherwise has no policy of such. */
const policyOf = (client: UpstreamClient, arn: string): Promise<Pick<ReadResource, 'policy'>> =>
  said('policy', client.ask('dynamodb', 'GetResourcePolicy', { ResourceArn: arn }).then((answer) => answer.optional('Policy')), 'PolicyNotFoundException', 'ResourceNotFoundException');

function partitionKey(keyed: AnswerView): string {
  const key = keyed.views('KeySchema').find((part) => part.text('KeyType') === 'HASH');
  if (!key) throw new AnswerError('a table has no partition key');
  return key.text('AttributeName');
}
