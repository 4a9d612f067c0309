import { said } from '../reading-error.ts';
import { tagsIfTold } from '../read-resource.ts';
import type { Found, ReadResource } from '../read-resource.ts';
import type { UpstreamClient } from '../upstream-client.ts';

/** Functions, with their versions and aliases, each of which has a policy of its own (R11.25). */
export async function* readFunctions(client: UpstreamClient): AsyncGenerator<Found, void> {
  for await (const page of client.pages('lambda', 'ListFunctions', 'Marker', 'NextMarker')) {
    for (const each of page.views('Functions')) {
      const [arn, name] = [each.text('FunctionArn'), each.text('FunctionName')];
      yield { name: arn, read: () => readFunction(client, arn, name) };
    }
  }
}

async function readFunction(client: UpstreamClient, arn: string, name: string): Promise<readonly ReadResource[]> {
  const qualifiers: string[] = [];
  for await (const page of client.pages('lambda', 'ListAliases', 'Marker', 'NextMarker', { FunctionName: name })) qualifiers.push(...page.views('Aliases').map((alias) => alias.text('Name')));
  for await (const page of client.pages('lambda', 'ListVersionsByFunction', 'Marker', 'NextMarker', { FunctionName: name })) {
    qualifiers.push(...page.views('Versions').map((version) => version.text('Version')).filter((version) => version !== '$LATEST'));
  }
  const resources: ReadResource[] = [{ arn, ...(await policyOf(client, name)), tags: await tagsIfTold(client, arn) }];
  for (const qualifier of qualifiers) resources.push({ arn: `${arn}:${qualifier}`, ...(await policyOf(client, name, qualifier)) });
  return resources;
}

const policyOf = (client: UpstreamClient, name: string, qualifier?: string): Promise<Pick<ReadResource, 'policy'>> =>
  said('policy', client.ask('lambda', 'GetPolicy', { FunctionName: name, Qualifier: qualifier }).then((answer) => answer.optional('Policy')), 'ResourceNotFoundException');
