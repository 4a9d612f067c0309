import { said } from '../reading-error.ts';
import { tagsIfTold } from '../read-resource.ts';
import type { Found, ReadResource } from '../read-resource.ts';
import type { UpstreamClient } from '../upstream-client.ts';

/** Data streams. */
export async function* readStreams(client: UpstreamClient): AsyncGenerator<Found, void> {
  let last: string | undefined;
  for (;;) {
    const page = await client.ask('kinesis', 'ListStreams', { ExclusiveStartStreamName: last });
    const names = page.texts('StreamNames');
    for (const name of names) yield { name, read: () => readStream(client, name) };
    const next = names.at(-1);
    if (!page.truth('HasMoreStreams') || next === undefined || next === last) return;
    last = next;
  }
}

async function readStream(client: UpstreamClient, name: string): Promise<readonly ReadResource[]> {
  const arn = (await client.ask('kinesis', 'DescribeStreamSummary', { StreamName: name })).at('StreamDescriptionSummary').text('StreamARN');
  const [policy, tags] = await Promise.all([said('policy', client.ask('kinesis', 'GetResourcePolicy', { ResourceARN: arn }).then((answer) => answer.optional('Policy')), 'ResourceNotFoundException'), tagsIfTold(client, arn)]);
  return [{ arn, ...policy, tags }];
}
