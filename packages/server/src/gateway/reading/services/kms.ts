import type { AnswerView } from '../answer-view.ts';
import { ifThere } from '../reading-error.ts';
import { tagsIfTold } from '../read-resource.ts';
import type { Found, ReadGrant, ReadResource } from '../read-resource.ts';
import type { UpstreamClient } from '../upstream-client.ts';

/** Keys with their grants, and what aliases stand for. */
export async function* readKeys(client: UpstreamClient): AsyncGenerator<Found, void> {
  for await (const page of client.pages('kms', 'ListKeys', 'Marker', 'NextMarker')) {
    for (const key of page.views('Keys')) {
      const [arn, id] = [key.text('KeyArn'), key.text('KeyId')];
      yield { name: arn, read: () => readKey(client, arn, id) };
    }
  }
  for await (const page of client.pages('kms', 'ListAliases', 'Marker', 'NextMarker')) {
    for (const alias of page.views('Aliases')) {
      const [arn, key] = [alias.text('AliasArn'), alias.optional('TargetKeyId')];
      // Those that AWS keeps for its own keys stand for none until one is made.
      if (key !== undefined) yield { name: arn, read: () => Promise.resolve([{ arn, target: key.startsWith('arn:') ? key : arn.replace(/:alias\/.*$/, () => `:key/${key}`) }]) };
    }
  }
}

async function readKey(client: UpstreamClient, arn: string, id: string): Promise<readonly ReadResource[]> {
  const [policy, tags, grants] = await Promise.all([ifThere(client.ask('kms', 'GetKeyPolicy', { KeyId: id, PolicyName: 'default' })), tagsIfTold(client, arn), readGrants(client, id)]);
  return [{ arn, policy: policy?.text('Policy'), tags, grants }];
}

async function readGrants(client: UpstreamClient, id: string): Promise<readonly ReadGrant[]> {
  const grants: ReadGrant[] = [];
  for await (const page of client.pages('kms', 'ListGrants', 'Marker', 'NextMarker', { KeyId: id })) grants.push(...page.views('Grants').map(grantOf));
  return grants;
}

/** R11.11 */
function grantOf(grant: AnswerView): ReadGrant {
  const constraints = grant.at('Constraints');
  const [equals, subset] = [constraints.record('EncryptionContextEquals'), constraints.record('EncryptionContextSubset')];
  const base = { id: grant.text('GrantId'), grantee: grant.text('GranteePrincipal'), operations: grant.texts('Operations') };
  if (Object.keys(equals).length > 0) return { ...base, encryptionContext: { kind: 'equals', pairs: equals } };
  return Object.keys(subset).length > 0 ? { ...base, encryptionContext: { kind: 'subset', pairs: subset } } : base;
}
