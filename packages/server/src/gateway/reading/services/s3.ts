import { partitionOf } from '../../../dispatch/partition.ts';
import { accountPublicAccess } from '../../../directory/resource-change.ts';
import type { PublicAccessBlock } from '../../../directory/facts.ts';
import type { AnswerView } from '../answer-view.ts';
import { ownAccount } from '../own-account.ts';
import { said } from '../reading-error.ts';
import { tagsIfTold } from '../read-resource.ts';
import type { Found, ReadResource } from '../read-resource.ts';
import type { UpstreamClient } from '../upstream-client.ts';

/** Buckets, and the block public access of the account. */
export async function* readBuckets(client: UpstreamClient): AsyncGenerator<Found, void> {
  yield { name: 'the block public access of the account', read: () => readAccount(client) };
  for await (const page of client.pages('s3', 'ListBuckets', 'ContinuationToken', 'ContinuationToken')) {
    for (const bucket of page.views('Buckets')) {
      const name = bucket.text('Name');
      yield { name, read: () => readBucket(client, name) };
    }
  }
}

async function readBucket(client: UpstreamClient, name: string): Promise<readonly ReadResource[]> {
  const arn = `arn:${partitionOf(client.region)}:s3:::${name}`;
  const [policy, block, tags] = await Promise.all([
    said('policy', client.askText('s3', 'GetBucketPolicy', { Bucket: name }), 'NoSuchBucketPolicy'),
    said('publicAccess', client.ask('s3', 'GetPublicAccessBlock', { Bucket: name }).then(publicAccess), 'NoSuchPublicAccessBlockConfiguration'),
    tagsIfTold(client, arn),
  ]);
  return [{ arn, ...policy, ...block, tags }];
}

/** Stores that only know buckets take the path for one that is not there. */
async function readAccount(client: UpstreamClient): Promise<readonly ReadResource[]> {
  const account = (await ownAccount(client)) ?? client.account;
  const block = await said('publicAccess', client.ask('s3control', 'GetPublicAccessBlock', { AccountId: account }).then(publicAccess), 'NoSuchPublicAccessBlockConfiguration', 'NoSuchBucket', 'NoSuchKey');
  return [{ arn: accountPublicAccess(partitionOf(client.region), client.account), ...block }];
}

const publicAccess = (block: AnswerView): PublicAccessBlock => ({
  blockPublicAcls: block.truth('BlockPublicAcls'),
  ignorePublicAcls: block.truth('IgnorePublicAcls'),
  blockPublicPolicy: block.truth('BlockPublicPolicy'),
  restrictPublicBuckets: block.truth('RestrictPublicBuckets'),
});
