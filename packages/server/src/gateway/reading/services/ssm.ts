import { partitionOf } from '../../../dispatch/partition.ts';
import type { AnswerView } from '../answer-view.ts';
import { AnswerError, said } from '../reading-error.ts';
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
  const policy = advanced ? await said('policy', client.ask('ssm', 'GetResourcePolicies', { ResourceArn: arn }).then(onlyPolicy)) : { policy: undefined };
  return [{ arn, ...policy, tags: await tagsIfTold(client, arn) }];
}

function onlyPolicy(answer: AnswerView): string | undefined {
  const [policy, ...more] = answer.views('Policies');
  if (more.length > 0) throw new AnswerError('a parameter has more than one policy');
  return policy?.text('Policy');
}
