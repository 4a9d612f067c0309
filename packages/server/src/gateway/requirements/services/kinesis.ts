import { IncompleteCallError } from '../call-view.ts';
import type { CallView, ServiceTable } from '../call-view.ts';
import { requestTagKeys } from '../request-tags.ts';
import { anything, each, same } from '../rules.ts';

/** A stream by its name or its ARN; both must be of one stream. */
function stream(view: CallView): string {
  const arn = view.optional('StreamARN');
  if (arn === undefined) return view.arn('kinesis', `stream/${view.text('StreamName')}`);
  const name = view.optional('StreamName');
  if (name !== undefined && !arn.endsWith(`:stream/${name}`)) throw new IncompleteCallError(view.call, 'StreamARN');
  return arn;
}

/** An iterator does not say its stream; where it is not known, the request has to. */
const iterated = (view: CallView): string => (view.has('StreamARN') ? stream(view) : (view.facts.streamOfIterator?.(view.text('ShardIterator')) ?? view.text('StreamARN')));

const consumer = (view: CallView): string => {
  if (view.has('ConsumerARN')) return view.text('ConsumerARN');
  return `${stream(view)}/consumer/${view.text('ConsumerName')}:*`;
};

/** Amazon Kinesis Data Streams. */
export const kinesis: ServiceTable = {
  ...each(
    'PutRecord PutRecords GetShardIterator DescribeStream DescribeStreamSummary DeleteStream ListShards MergeShards SplitShard IncreaseStreamRetentionPeriod DecreaseStreamRetentionPeriod StartStreamEncryption StopStreamEncryption AddTagsToStream RemoveTagsFromStream ListTagsForStream',
    same(stream, (view) => requestTagKeys(view.parameters['Tags'] ?? view.parameters['TagKeys'])),
  ),
  GetRecords: same(iterated),
  CreateStream: (view) => {
    const keys = requestTagKeys(view.record('Tags'));
    const create = view.need('CreateStream', stream(view), keys);
    return Object.keys(view.record('Tags')).length > 0 ? [create, view.need('AddTagsToStream', stream(view), keys)] : [create];
  },
  ...each('RegisterStreamConsumer ListStreamConsumers', same(stream)),
  ...each('DescribeStreamConsumer DeregisterStreamConsumer SubscribeToShard', same(consumer)),
  ...each('PutResourcePolicy GetResourcePolicy DeleteResourcePolicy ListTagsForResource', same((view) => view.text('ResourceARN'))),
  TagResource: same((view) => view.text('ResourceARN'), (view) => requestTagKeys(view.record('Tags'))),
  UntagResource: same((view) => view.text('ResourceARN'), (view) => requestTagKeys(view.items('TagKeys'))),
  ...each('ListStreams DescribeLimits UpdateShardCount EnableEnhancedMonitoring DisableEnhancedMonitoring UpdateStreamMode', same(anything)),
};
