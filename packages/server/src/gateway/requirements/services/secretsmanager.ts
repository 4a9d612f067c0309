import type { Keys } from '../../../authorization/requirement.ts';
import { IncompleteCallError } from '../call-view.ts';
import type { CallView, ServiceTable } from '../call-view.ts';
import { requestTagKeys } from '../request-tags.ts';
import { anything, each, same } from '../rules.ts';

/** A secret by its name, or by its ARN whole or without the six characters at its end. Where these are
 * not known, six question marks stand for them, as policies write them. */
function secret(view: CallView): string {
  const given = view.text('SecretId');
  if (!given.startsWith('arn:')) return ofName(view, given);
  const match = /^arn:[^:]+:secretsmanager:[^:]+:\d{12}:secret:([A-Za-z0-9/_+=.@-]+)$/.exec(given);
  if (!match) throw new IncompleteCallError(view.call, 'SecretId');
  return view.facts.secretOf?.(given) ?? (/-[A-Za-z0-9]{6}$/.test(given) ? given : `${given}-??????`);
}

function ofName(view: CallView, name: string): string {
  if (!/^[A-Za-z0-9/_+=.@-]{1,512}$/.test(name)) throw new IncompleteCallError(view.call, 'SecretId');
  const arn = view.arn('secretsmanager', `secret:${name}`);
  return view.facts.secretOf?.(arn) ?? `${arn}-??????`;
}

const idKeys = (view: CallView): Keys => ({ 'secretsmanager:SecretId': view.optional('SecretId') });

/** AWS Secrets Manager. */
export const secretsmanager: ServiceTable = {
  ...each('DescribeSecret PutSecretValue RestoreSecret GetResourcePolicy DeleteResourcePolicy ListSecretVersionIds CancelRotateSecret StopReplicationToReplica RemoveRegionsFromReplication', same(secret, idKeys)),
  GetSecretValue: same(secret, (view) => ({ ...idKeys(view), 'secretsmanager:VersionId': view.optional('VersionId'), 'secretsmanager:VersionStage': view.optional('VersionStage') ?? (view.has('VersionId') ? undefined : 'AWSCURRENT') })),
  DeleteSecret: same(secret, (view) => ({ ...idKeys(view), 'secretsmanager:ForceDeleteWithoutRecovery': view.optional('ForceDeleteWithoutRecovery'), 'secretsmanager:RecoveryWindowInDays': view.optional('RecoveryWindowInDays') })),
  PutResourcePolicy: same(secret, (view) => ({ ...idKeys(view), 'secretsmanager:BlockPublicPolicy': view.optional('BlockPublicPolicy') })),
  UpdateSecret: same(secret, (view) => ({ ...idKeys(view), 'secretsmanager:Description': view.optional('Description'), 'secretsmanager:KmsKeyId': view.optional('KmsKeyId') })),
  UpdateSecretVersionStage: same(secret, (view) => ({ ...idKeys(view), 'secretsmanager:VersionStage': view.optional('VersionStage') })),
  RotateSecret: same(secret, (view) => ({ ...idKeys(view), 'secretsmanager:RotationLambdaARN': view.optional('RotationLambdaARN') })),
  ReplicateSecretToRegions: same(secret, (view) => ({ ...idKeys(view), 'secretsmanager:AddReplicaRegions': view.views('AddReplicaRegions').flatMap((region) => region.optional('Region') ?? []) })),
  CreateSecret: (view) => {
    const keys: Keys = { 'secretsmanager:Name': view.text('Name'), 'secretsmanager:Description': view.optional('Description'), 'secretsmanager:KmsKeyId': view.optional('KmsKeyId'), ...requestTagKeys(view.items('Tags')) };
    const arn = ofName(view, view.text('Name'));
    return view.items('Tags').length > 0 ? [view.need('CreateSecret', arn, keys), view.need('TagResource', arn, keys)] : [view.need('CreateSecret', arn, keys)];
  },
  TagResource: same(secret, (view) => ({ ...idKeys(view), ...requestTagKeys(view.items('Tags')) })),
  UntagResource: same(secret, (view) => ({ ...idKeys(view), ...requestTagKeys(view.items('TagKeys')) })),
  ValidateResourcePolicy: same((view) => (view.has('SecretId') ? secret(view) : view.arn('secretsmanager', 'secret:*'))),
  BatchGetSecretValue: (view) => [view.need('BatchGetSecretValue', '*'), ...view.texts('SecretIdList').map((id) => view.at({ SecretId: id })).map((one) => view.need('GetSecretValue', secret(one), idKeys(one)))],
  ...each('ListSecrets GetRandomPassword', same(anything)),
};
