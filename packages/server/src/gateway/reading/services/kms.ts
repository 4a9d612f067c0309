import type { AnswerView } from '../answer-view.ts';
import { AnswerError, said } from '../reading-error.ts';
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
      if (key !== undefined) yield { name: arn, read: () => Promise.resolve([{ arn, target: keyArn(arn, key) }]) };
    }
  }
}

/** @throws AnswerError for what is no key */
function keyArn(alias: string, key: string): string {
  const id = /^(?:arn:[^:]+:kms:[^:]+:\d{12}:key\/)?([A-Za-z0-9-]{1,64})$/.exec(key)?.[1];
  if (id === undefined) throw new AnswerError('an alias stands for what is no key');
  return alias.replace(/:alias\/.*$/, () => `:key/${id}`);
}

async function readKey(client: UpstreamClient, arn: string, id: string): Promise<readonly ReadResource[]> {
  const [policy, tags, grants] = await Promise.all([said('policy', client.ask('kms', 'GetKeyPolicy', { KeyId: id, PolicyName: 'default' }).then((answer) => answer.text('Policy'))), tagsIfTold(client, arn), said('grants', readGrants(client, id))]);
  return [{ arn, ...policy, tags, ...grants }];
}

async function readGrants(client: UpstreamClient, id: string): Promise<readonly ReadGrant[]> {
  const grants: ReadGrant[] = [];
  for await (const page of client.pages('kms', 'ListGrants', 'Marker', 'NextMarker', { KeyId: id })) grants.push(...page.views('Grants').map(grantOf));
  return grants;
}

/** R11.11
 * @throws AnswerError for a constraint that is not understood: left out it would widen the grant */
function grantOf(grant: AnswerView): ReadGrant {
  const constraints = grant.at('Constraints');
  const [name, ...more] = constraints.names();
  const base = { id: grant.text('GrantId'), grantee: grant.text('GranteePrincipal'), operations: grant.texts('Operations') };
  if (name === undefined) return base;
  if (more.length > 0 || (name !== 'EncryptionContextEquals' && name !== 'EncryptionContextSubset')) throw new AnswerError('the constraints of a grant are not understood');
  return { ...base, encryptionContext: { kind: name === 'EncryptionContextEquals' ? 'equals' : 'subset', pairs: constraints.record(name) } };
}
