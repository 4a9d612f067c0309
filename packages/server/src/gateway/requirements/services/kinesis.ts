import { IncompleteCallError } from '../call-view.ts';
import type { CallView, Resource, ServiceTable } from '../call-view.ts';
import { requestTagKeys } from '../request-tags.ts';
import { anything, each, given, made, same } from '../rules.ts';

/** A stream by its name or its ARN; both must be of one stream. An id of its own says nothing of which. */
function stream(view: CallView): string {
  const arn = view.optional('StreamARN');
  if (view.has('StreamId')) throw new IncompleteCallError(view.call, 'StreamId');
  if (arn === undefined) return view.arn('kinesis', `stream/${view.text('StreamName')}`);
  const name = view.optional('StreamName');
  if (name !== undefined && !arn.endsWith(`:stream/${name}`)) throw new IncompleteCallError(view.call, 'StreamARN');
  return arn;
}

/** An iterator does not say its stream; where it is not known, the request has to. */
const iterated = (view: CallView): string => (view.has('StreamARN') ? stream(view) : (view.facts.streamOfIterator?.(view.text('ShardIterator')) ?? view.text('StreamARN')));

const consumer = (view: CallView): Resource => {
  if (view.has('ConsumerARN')) return view.text('ConsumerARN');
  return view.partly(`${stream(view)}/consumer/${view.text('ConsumerName')}:`, '*');
};

/** Amazon Kinesis Data Streams. */
export const kinesis: ServiceTable = {
  ...each(
    'PutRecord PutRecords GetShardIterator DescribeStream DescribeStreamSummary DeleteStream ListShards MergeShards SplitShard IncreaseStreamRetentionPeriod DecreaseStreamRetentionPeriod StartStreamEncryption StopStreamEncryption AddTagsToStream RemoveTagsFromStream ListTagsForStream UpdateMaxRecordSize UpdateStreamWarmThroughput',
    same(stream, (view) => requestTagKeys(view.parameters['Tags'] ?? view.parameters['TagKeys'])),
  ),
  GetRecords: same(iterated),
  CreateStream: (view) => {
    const keys = requestTagKeys(view.record('Tags'));
    return made(view, stream(view), keys, 'AddTagsToStream');
  },
  ...each('RegisterStreamConsumer ListStreamConsumers', same(stream, (view) => requestTagKeys(view.record('Tags')))),
  ...each('DescribeStreamConsumer DeregisterStreamConsumer SubscribeToShard', same(consumer)),
  ...each('PutResourcePolicy GetResourcePolicy DeleteResourcePolicy ListTagsForResource', same(given('ResourceARN'))),
  TagResource: same(given('ResourceARN'), (view) => requestTagKeys(view.record('Tags'))),
  UntagResource: same(given('ResourceARN'), (view) => requestTagKeys(view.items('TagKeys'))),
  ...each('ListStreams DescribeLimits DescribeAccountSettings UpdateAccountSettings UpdateShardCount EnableEnhancedMonitoring DisableEnhancedMonitoring UpdateStreamMode', same(anything)),
};
