import type { Keys } from '../../../authorization/requirement.ts';
import { IncompleteCallError } from '../call-view.ts';
import type { CallRequirement, CallView, Resource, ServiceTable } from '../call-view.ts';
import { requestTagKeys } from '../request-tags.ts';
import { anything, each, made, same } from '../rules.ts';

/** A secret by its name, or by its ARN whole or without the six characters at its end. Where these are not known, six question
 * marks stand for them, as policies write them. */
function secret(view: CallView): Resource {
  const named = view.text('SecretId');
  if (!named.startsWith('arn:')) return withoutEnd(view, ofName(view, named));
  if (!/^arn:[^:]+:secretsmanager:[^:]+:\d{12}:secret:[A-Za-z0-9/_+=.@-]+$/.test(named)) throw new IncompleteCallError(view.call, 'SecretId');
  // AWS takes what looks whole for whole: names that end so are documented as a mistake.
  return view.facts.secretOf?.(named) ?? (/-[A-Za-z0-9]{6}$/.test(named) ? named : withoutEnd(view, named));
}

const withoutEnd = (view: CallView, arn: string): Resource => view.facts.secretOf?.(arn) ?? view.partly(`${arn}-`, '??????');

function ofName(view: CallView, name: string): string {
  if (!/^[A-Za-z0-9/_+=.@-]{1,512}$/.test(name)) throw new IncompleteCallError(view.call, 'SecretId');
  return view.arn('secretsmanager', `secret:${name}`);
}

const idKeys = (view: CallView): Keys => ({ 'secretsmanager:SecretId': view.optional('SecretId') });

/** The key that encrypts a secret: its ARN where the call has it. */
const encryptionKeys = (view: CallView): Keys => {
  const id = view.optional('KmsKeyId');
  return { 'secretsmanager:Description': view.optional('Description'), 'secretsmanager:KmsKeyId': id, 'secretsmanager:KmsKeyArn': id?.startsWith('arn:') ? id : undefined, 'secretsmanager:Type': view.optional('Type') };
};
const encryptionUnknown = (view: CallView): readonly string[] => (view.has('KmsKeyId') && !view.text('KmsKeyId').startsWith('arn:') ? ['secretsmanager:KmsKeyArn'] : []);

const replicaKeys = (view: CallView): Keys => {
  const regions = view.views('AddReplicaRegions').flatMap((region) => region.optional('Region') ?? []);
  return regions.length === 0 ? {} : { 'secretsmanager:AddReplicaRegions': regions, 'secretsmanager:ForceOverwriteReplicaSecret': view.optional('ForceOverwriteReplicaSecret') ?? 'false' };
};

const rotationKeys = (view: CallView): Keys => ({
  ...idKeys(view),
  'secretsmanager:RotationLambdaARN': view.optional('RotationLambdaARN'),
  'secretsmanager:RotateImmediately': view.optional('RotateImmediately') ?? 'true',
  'secretsmanager:ModifyRotationRules': String(view.has('RotationRules')),
  'secretsmanager:ExternalSecretRotationRoleArn': view.optional('ExternalSecretRotationRoleArn'),
});

function batchGet(view: CallView): readonly CallRequirement[] {
  const named = view.texts('SecretIdList').map((id) => view.at({ SecretId: id }));
  // Filters find whatever there is.
  const found = named.length === 0 ? [view.need('GetSecretValue', view.partly(view.arn('secretsmanager', 'secret:'), '*'), {}, ['secretsmanager:SecretId'])] : [];
  return [view.need('BatchGetSecretValue', '*'), ...named.map((one) => view.need('GetSecretValue', secret(one), idKeys(one))), ...found];
}

/** AWS Secrets Manager. */
export const secretsmanager: ServiceTable = {
  ...each('DescribeSecret PutSecretValue RestoreSecret GetResourcePolicy DeleteResourcePolicy ListSecretVersionIds CancelRotateSecret StopReplicationToReplica RemoveRegionsFromReplication', same(secret, idKeys)),
  GetSecretValue: same(secret, (view) => ({ ...idKeys(view), 'secretsmanager:VersionId': view.optional('VersionId'), 'secretsmanager:VersionStage': view.optional('VersionStage') ?? (view.has('VersionId') ? undefined : 'AWSCURRENT') })),
  DeleteSecret: same(secret, (view) => ({ ...idKeys(view), 'secretsmanager:ForceDeleteWithoutRecovery': view.optional('ForceDeleteWithoutRecovery') ?? 'false', 'secretsmanager:RecoveryWindowInDays': view.optional('RecoveryWindowInDays') })),
  PutResourcePolicy: same(secret, (view) => ({ ...idKeys(view), 'secretsmanager:BlockPublicPolicy': view.optional('BlockPublicPolicy') ?? 'false' })),
  UpdateSecret: (view) => [view.need('UpdateSecret', secret(view), { ...idKeys(view), ...encryptionKeys(view) }, encryptionUnknown(view))],
  UpdateSecretVersionStage: same(secret, (view) => ({ ...idKeys(view), 'secretsmanager:VersionStage': view.optional('VersionStage') })),
  RotateSecret: (view) => [view.need('RotateSecret', secret(view), rotationKeys(view)), ...(view.has('ExternalSecretRotationRoleArn') ? [view.passRole(view.text('ExternalSecretRotationRoleArn'), 'secretsmanager.amazonaws.com')] : [])],
  ReplicateSecretToRegions: same(secret, (view) => ({ ...idKeys(view), ...replicaKeys(view) })),
  CreateSecret: (view) => {
    const keys: Keys = { 'secretsmanager:Name': view.text('Name'), ...encryptionKeys(view), ...replicaKeys(view), ...requestTagKeys(view.items('Tags')) };
    return made(view, `${ofName(view, view.text('Name'))}-??????`, keys, 'TagResource', encryptionUnknown(view));
  },
  TagResource: same(secret, (view) => ({ ...idKeys(view), ...requestTagKeys(view.items('Tags')) })),
  UntagResource: same(secret, (view) => ({ ...idKeys(view), ...requestTagKeys(view.items('TagKeys')) })),
  ValidateResourcePolicy: same((view) => (view.has('SecretId') ? secret(view) : view.partly(view.arn('secretsmanager', 'secret:'), '*')), idKeys),
  BatchGetSecretValue: batchGet,
  ...each('ListSecrets GetRandomPassword', same(anything)),
};
