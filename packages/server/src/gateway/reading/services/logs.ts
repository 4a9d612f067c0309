import { tagsIfTold } from '../read-resource.ts';
import type { Found, ReadResource } from '../read-resource.ts';
import type { UpstreamClient } from '../upstream-client.ts';

/** Log groups. Policies of CloudWatch Logs are of a whole account, not of a group, and are not read. */
export async function* readLogGroups(client: UpstreamClient): AsyncGenerator<Found, void> {
  for await (const page of client.pages('logs', 'DescribeLogGroups', 'nextToken', 'nextToken')) {
    for (const group of page.views('logGroups')) {
      const arn = group.text('arn').replace(/:\*$/, '');
      yield { name: arn, read: async (): Promise<readonly ReadResource[]> => [{ arn, tags: await tagsIfTold(client, arn) }] };
    }
  }
}
