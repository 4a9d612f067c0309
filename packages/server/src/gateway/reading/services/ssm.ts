import { partitionOf } from '../../../dispatch/partition.ts';
import { AnswerError, ifThere } from '../reading-error.ts';
import { tagsIfTold } from '../read-resource.ts';
import type { Found, ReadResource } from '../read-resource.ts';
import type { UpstreamClient } from '../upstream-client.ts';

/** Parameters of the Parameter Store. */
export async function* readParameters(client: UpstreamClient): AsyncGenerator<Found, void> {
  for await (const page of client.pages('ssm', 'DescribeParameters', 'NextToken', 'NextToken')) {
    for (const parameter of page.views('Parameters')) {
      const name = parameter.text('Name');
      const arn = parameter.optional('ARN') ?? `arn:${partitionOf(client.region)}:ssm:${client.region}:${client.account}:parameter/${name.replace(/^\//, '')}`;
      yield { name: arn, read: () => readParameter(client, arn, parameter.optional('Tier') === 'Advanced') };
    }
  }
}

/** Only parameters of the advanced tier can be shared by a policy. */
async function readParameter(client: UpstreamClient, arn: string, advanced: boolean): Promise<readonly ReadResource[]> {
  const shared = advanced ? await ifThere(client.ask('ssm', 'GetResourcePolicies', { ResourceArn: arn })) : undefined;
  const policies = shared?.views('Policies') ?? [];
  if (policies.length > 1) throw new AnswerError('a parameter has more than one policy');
  return [{ arn, policy: policies[0]?.text('Policy'), tags: await tagsIfTold(client, arn) }];
}
