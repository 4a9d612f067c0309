import { tagsIfTold } from '../read-resource.ts';
import type { Found, ReadResource } from '../read-resource.ts';
import type { UpstreamClient } from '../upstream-client.ts';

/** Topics. */
export async function* readTopics(client: UpstreamClient): AsyncGenerator<Found, void> {
  for await (const page of client.pages('sns', 'ListTopics', 'NextToken', 'NextToken')) {
    for (const topic of page.views('Topics')) {
      const arn = topic.text('TopicArn');
      yield { name: arn, read: () => readTopic(client, arn) };
    }
  }
}

async function readTopic(client: UpstreamClient, arn: string): Promise<readonly ReadResource[]> {
  const [asked, tags] = await Promise.all([client.ask('sns', 'GetTopicAttributes', { TopicArn: arn }), tagsIfTold(client, arn)]);
  return [{ arn, policy: asked.record('Attributes')['Policy'], tags }];
}
