import { tagsIfTold } from '../read-resource.ts';
import type { Found, ReadResource } from '../read-resource.ts';
import type { UpstreamClient } from '../upstream-client.ts';

/** Event buses; the list has their policies. */
export async function* readEventBuses(client: UpstreamClient): AsyncGenerator<Found, void> {
  for await (const page of client.pages('events', 'ListEventBuses', 'NextToken', 'NextToken')) {
    for (const bus of page.views('EventBuses')) {
      const [arn, policy] = [bus.text('Arn'), bus.optional('Policy')];
      yield { name: arn, read: async (): Promise<readonly ReadResource[]> => [{ arn, policy, tags: await tagsIfTold(client, arn) }] };
    }
  }
}
