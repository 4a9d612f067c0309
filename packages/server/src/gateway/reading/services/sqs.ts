import { ifTold } from '../reading-error.ts';
import type { Found, ReadResource } from '../read-resource.ts';
import type { UpstreamClient } from '../upstream-client.ts';

/** Queues. */
export async function* readQueues(client: UpstreamClient): AsyncGenerator<Found, void> {
  // Without a page size there is no second page.
  for await (const page of client.pages('sqs', 'ListQueues', 'NextToken', 'NextToken', { MaxResults: 1000 })) {
    for (const url of page.texts('QueueUrls')) yield { name: url, read: () => readQueue(client, url) };
  }
}

async function readQueue(client: UpstreamClient, url: string): Promise<readonly ReadResource[]> {
  const [asked, tags] = await Promise.all([client.ask('sqs', 'GetQueueAttributes', { QueueUrl: url, AttributeNames: ['All'] }), ifTold(client.ask('sqs', 'ListQueueTags', { QueueUrl: url }))]);
  const attributes = asked.at('Attributes');
  return [{ arn: attributes.text('QueueArn'), policy: attributes.optional('Policy'), tags: tags?.record('Tags') }];
}
