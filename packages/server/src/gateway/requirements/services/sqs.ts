import { IncompleteCallError } from '../call-view.ts';
import type { CallView, ServiceTable } from '../call-view.ts';
import { requestTagKeys } from '../request-tags.ts';
import { anything, each, given, made, named, same } from '../rules.ts';

/** The queue that a URL names: the last two segments of its path. A queue by its name alone is the caller's. A region in the URL
 * has to be the call's: some servers go by the one, some by the other. */
function queue(view: CallView): string {
  const url = view.text('QueueUrl');
  const match = /^(?:https?:\/\/([^/?#]+))?\/?(?:queue\/([a-z0-9-]+)\/)?(\d{12})\/([A-Za-z0-9_-]{1,80}(?:\.fifo)?)$/.exec(url);
  if (!match) {
    if (/^[A-Za-z0-9_-]{1,80}(?:\.fifo)?$/.test(url)) return view.arn('sqs', url);
    throw new IncompleteCallError(view.call, 'QueueUrl');
  }
  const [, host = '', inPath, account, name] = match;
  const region = inPath ?? /(?:^|\.)([a-z]{2,4}(?:-[a-z]{2,12}){1,3}-\d{1,2})\./.exec(host)?.[1];
  if (region !== undefined && region !== view.call.region) throw new IncompleteCallError(view.call, 'QueueUrl');
  return `arn:${view.facts.partition}:sqs:${view.call.region}:${account}:${name}`;
}

const byName = (view: CallView): string => {
  const owner = view.optional('QueueOwnerAWSAccountId') ?? view.facts.account;
  return `arn:${view.facts.partition}:sqs:${view.call.region}:${owner}:${view.text('QueueName')}`;
};

/** Amazon SQS. Batches need what a single message needs: there is no action of their own. */
export const sqs: ServiceTable = {
  ...each(
    'SendMessage ReceiveMessage DeleteMessage ChangeMessageVisibility DeleteQueue GetQueueAttributes SetQueueAttributes PurgeQueue ListDeadLetterSourceQueues ListQueueTags AddPermission RemovePermission',
    same(queue),
  ),
  SendMessageBatch: named('SendMessage', queue),
  DeleteMessageBatch: named('DeleteMessage', queue),
  ChangeMessageVisibilityBatch: named('ChangeMessageVisibility', queue),
  GetQueueUrl: same(byName),
  // Tags at creation are a right of their own.
  CreateQueue: (view) => made(view, view.arn('sqs', view.text('QueueName')), requestTagKeys(view.record('tags')), 'TagQueue'),
  TagQueue: same(queue, (view) => requestTagKeys(view.record('Tags'))),
  UntagQueue: same(queue, (view) => requestTagKeys(view.items('TagKeys'))),
  ListQueues: same(anything),
  StartMessageMoveTask: (view) => {
    const source = view.text('SourceArn');
    const moved = ['StartMessageMoveTask', 'ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].map((action) => view.need(action, source));
    return view.has('DestinationArn') ? [...moved, view.need('SendMessage', view.text('DestinationArn'))] : moved;
  },
  ListMessageMoveTasks: same(given('SourceArn')),
  CancelMessageMoveTask: (view) => [view.need('CancelMessageMoveTask', movedQueue(view))],
};

/** A task handle is base64 of JSON that names the queue; one that cannot be read is not the gate's to guess. */
function movedQueue(view: CallView): string {
  const match = /"sourceArn"\s*:\s*"(arn:[^"]{1,200})"/.exec(Buffer.from(view.text('TaskHandle'), 'base64').toString('utf8'));
  if (!match?.[1]) throw new IncompleteCallError(view.call, 'TaskHandle');
  return match[1];
}
