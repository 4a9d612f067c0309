import { said } from '../reading-error.ts';
import { tagsIfTold } from '../read-resource.ts';
import type { Found, ReadResource } from '../read-resource.ts';
import type { UpstreamClient } from '../upstream-client.ts';

/** Secrets, under their whole ARNs. */
export async function* readSecrets(client: UpstreamClient): AsyncGenerator<Found, void> {
  for await (const page of client.pages('secretsmanager', 'ListSecrets', 'NextToken', 'NextToken')) {
    for (const secret of page.views('SecretList')) {
      const arn = secret.text('ARN');
      yield { name: arn, read: () => readSecret(client, arn) };
    }
  }
}

async function readSecret(client: UpstreamClient, arn: string): Promise<readonly ReadResource[]> {
  const [policy, tags] = await Promise.all([said('policy', client.ask('secretsmanager', 'GetResourcePolicy', { SecretId: arn }).then((answer) => answer.optional('ResourcePolicy'))), tagsIfTold(client, arn)]);
  return [{ arn, ...policy, tags }];
}
