import { said } from '../reading-error.ts';
import { tagsIfTold } from '../read-resource.ts';
import type { Found, ReadResource } from '../read-resource.ts';
import type { UpstreamClient } from '../upstream-client.ts';

/** Repositories. */
export async function* readRepositories(client: UpstreamClient): AsyncGenerator<Found, void> {
  for await (const page of client.pages('ecr', 'DescribeRepositories', 'nextToken', 'nextToken')) {
    for (const repository of page.views('repositories')) {
      const [arn, name] = [repository.text('repositoryArn'), repository.text('repositoryName')];
      yield { name: arn, read: () => readRepository(client, arn, name) };
    }
  }
}

async function readRepository(client: UpstreamClient, arn: string, name: string): Promise<readonly ReadResource[]> {
  const [policy, tags] = await Promise.all([said('policy', client.ask('ecr', 'GetRepositoryPolicy', { repositoryName: name }).then((answer) => answer.text('policyText')), 'RepositoryPolicyNotFoundException'), tagsIfTold(client, arn)]);
  return [{ arn, ...policy, tags }];
}
