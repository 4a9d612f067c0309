import { ifThere } from '../reading-error.ts';
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
  const resources: ReadResource[] = [{ arn, policy: await policyOf(client, name), tags: await tagsIfTold(client, arn) }];
  for (const qualifier of qualifiers) {
    const policy = await policyOf(client, name, qualifier);
    if (policy !== undefined) resources.push({ arn: `${arn}:${qualifier}`, policy });
  }
  return resources;
}

async function policyOf(client: UpstreamClient, name: string, qualifier?: string): Promise<string | undefined> {
  const answer = await ifThere(client.ask('lambda', 'GetPolicy', { FunctionName: name, Qualifier: qualifier }), 'ResourceNotFoundException');
  return answer?.optional('Policy');
}
