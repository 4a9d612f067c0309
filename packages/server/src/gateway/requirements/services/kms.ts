import type { Keys } from '../../../authorization/requirement.ts';
import { IncompleteCallError } from '../call-view.ts';
import type { CallRequirement, CallView, Rule, ServiceTable } from '../call-view.ts';
import { requestTagKeys } from '../request-tags.ts';
import { anything, each, same } from '../rules.ts';

/** A key by its id, its ARN, its alias or the ARN of its alias. What an alias stands for has to be known. */
function keyArn(view: CallView, parameter = 'KeyId'): string {
  const given = view.text(parameter);
  if (/^(?:mrk-)?[A-Za-z0-9-]{1,64}$/.test(given)) return view.arn('kms', `key/${given}`);
  if (/^arn:[^:]+:kms:[^:]+:\d{12}:key\/[A-Za-z0-9-]+$/.test(given)) return given;
  return knownKey(view, view.facts.keyOfAlias?.(aliasArn(view, parameter)), parameter);
}

function aliasArn(view: CallView, parameter: string): string {
  const given = view.text(parameter);
  if (/^alias\/[A-Za-z0-9/_-]{1,250}$/.test(given)) return view.arn('kms', given);
  if (/^arn:[^:]+:kms:[^:]+:\d{12}:alias\/[A-Za-z0-9/_-]{1,250}$/.test(given)) return given;
  throw new IncompleteCallError(view.call, parameter);
}

/** How the request named the key, where it was by an alias. */
function aliasKeys(view: CallView, parameter = 'KeyId'): Keys {
  const alias = /(?:^|:)(alias\/.*)$/.exec(view.optional(parameter) ?? '')?.[1];
  return alias === undefined ? {} : { 'kms:RequestAlias': alias };
}

function contextKeys(context: Readonly<Record<string, unknown>>): Keys {
  const entries = Object.entries(context).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  if (entries.length === 0) return {};
  return { ...Object.fromEntries(entries.map(([key, value]) => [`kms:EncryptionContext:${key}`, value])), 'kms:EncryptionContextKeys': entries.map(([key]) => key) };
}

/** What encrypts with the key's one algorithm unless it says another. */
const symmetric: ReadonlySet<string> = new Set(['Encrypt', 'Decrypt', 'GenerateDataKey', 'GenerateDataKeyWithoutPlaintext', 'GenerateDataKeyPair', 'GenerateDataKeyPairWithoutPlaintext']);

/** What a use of a key says of itself. */
function useKeys(view: CallView): Keys {
  return {
    ...aliasKeys(view),
    ...contextKeys(view.record('EncryptionContext')),
    'kms:EncryptionAlgorithm': view.optional('EncryptionAlgorithm') ?? (symmetric.has(view.call.operation) ? 'SYMMETRIC_DEFAULT' : undefined),
    'kms:SigningAlgorithm': view.optional('SigningAlgorithm'),
    'kms:MessageType': view.optional('MessageType'),
    'kms:MacAlgorithm': view.optional('MacAlgorithm'),
    'kms:DataKeyPairSpec': view.optional('KeyPairSpec'),
    'kms:KeyAgreementAlgorithm': view.optional('KeyAgreementAlgorithm'),
  };
}

const onKey =
  (keys: (view: CallView) => Keys = aliasKeys): Rule =>
  (view) => [view.need(view.call.operation, keyArn(view), keys(view), attested(view))];

/** A symmetric ciphertext names its key, which a caller need not name then; where it cannot be read, the call is refused. */
function ciphertextKey(view: CallView, keyParameter: string): string {
  if (view.has(keyParameter)) return keyArn(view, keyParameter);
  const blob = view.parameters['CiphertextBlob'];
  const text = typeof blob === 'string' ? blob : blob instanceof Uint8Array ? Buffer.from(blob).toString('base64') : '';
  return knownKey(view, view.facts.keyOfCiphertext?.(text), keyParameter);
}

function knownKey(view: CallView, key: string | undefined, parameter: string): string {
  if (key === undefined) throw new IncompleteCallError(view.call, parameter);
  return key.startsWith('arn:') ? key : view.arn('kms', `key/${key}`);
}

const onAlias: Rule = (view) => {
  const action = view.call.operation;
  const key = view.has('TargetKeyId') ? keyArn(view, 'TargetKeyId') : knownKey(view, view.facts.keyOfAlias?.(aliasArn(view, 'AliasName')), 'AliasName');
  return [view.need(action, aliasArn(view, 'AliasName')), view.need(action, key)];
};

function updateAlias(view: CallView): ReturnType<Rule> {
  const old = knownKey(view, view.facts.keyOfAlias?.(aliasArn(view, 'AliasName')), 'AliasName');
  return [view.need('UpdateAlias', aliasArn(view, 'AliasName')), view.need('UpdateAlias', old), view.need('UpdateAlias', keyArn(view, 'TargetKeyId'))];
}

function reEncrypt(view: CallView): ReturnType<Rule> {
  const source = ciphertextKey(view, 'SourceKeyId');
  const destination = keyArn(view, 'DestinationKeyId');
  const sameKey = String(source === destination);
  return [
    view.need('ReEncryptFrom', source, { ...aliasKeys(view, 'SourceKeyId'), ...contextKeys(view.record('SourceEncryptionContext')), 'kms:EncryptionAlgorithm': view.optional('SourceEncryptionAlgorithm') ?? 'SYMMETRIC_DEFAULT', 'kms:ReEncryptOnSameKey': sameKey }),
    view.need('ReEncryptTo', destination, { ...aliasKeys(view, 'DestinationKeyId'), ...contextKeys(view.record('DestinationEncryptionContext')), 'kms:EncryptionAlgorithm': view.optional('DestinationEncryptionAlgorithm') ?? 'SYMMETRIC_DEFAULT', 'kms:ReEncryptOnSameKey': sameKey }),
  ];
}

/** The name of a service where a principal is one: `s3.amazonaws.com`. */
const serviceName = (principal: string | undefined): string | undefined => (principal !== undefined && /^[a-z0-9.-]+\.amazonaws\.com(?:\.cn)?$/.test(principal) ? principal : undefined);

function grantKeys(view: CallView): Keys {
  const operations = view.texts('Operations');
  const constraints = view.at(view.record('Constraints'));
  const context = constraints.has('EncryptionContextSubset') ? constraints.record('EncryptionContextSubset') : constraints.record('EncryptionContextEquals');
  const [type] = Object.keys(constraints.parameters).filter((name) => name.startsWith('EncryptionContext'));
  const [grantee, retiring] = [view.optional('GranteePrincipal'), view.optional('RetiringPrincipal')];
  return {
    ...aliasKeys(view),
    ...contextKeys(context),
    'kms:GrantOperations': operations.length > 0 ? operations : undefined,
    'kms:GranteePrincipal': grantee,
    'kms:GranteeServicePrincipal': view.optional('GranteeServicePrincipal') ?? serviceName(grantee),
    'kms:RetiringPrincipal': retiring,
    'kms:RetiringServicePrincipal': view.optional('RetiringServicePrincipal') ?? serviceName(retiring),
    'kms:GrantConstraintType': type,
    'kms:GrantConstraintSourceArn': constraints.optional('SourceArn'),
  };
}

/** A grant is retired by its token, or by its key and its id; a token does not say which key it is for. */
function retireGrant(view: CallView): ReturnType<Rule> {
  const key = view.has('KeyId') ? keyArn(view) : view.partly(`arn:${view.facts.partition}:kms:${view.call.region}:`, '*:key/*');
  return [view.need('RetireGrant', key, aliasKeys(view), ['kms:EncryptionContext:', 'kms:EncryptionContextKeys', 'kms:GrantConstraintType'])];
}

/** Tags at creation are a right of their own, which identity-based policies give. */
const tagsOfNew = (view: CallView): CallRequirement => ({ ...view.needNew('TagResource', view.arn('kms', 'key/*'), requestTagKeys(view.items('Tags'))), isNewKey: true });

function createKey(view: CallView): ReturnType<Rule> {
  const keys: Keys = {
    ...requestTagKeys(view.items('Tags')),
    'kms:KeySpec': view.optional('KeySpec') ?? view.optional('CustomerMasterKeySpec') ?? 'SYMMETRIC_DEFAULT',
    'kms:KeyUsage': view.optional('KeyUsage') ?? 'ENCRYPT_DECRYPT',
    'kms:KeyOrigin': view.optional('Origin') ?? 'AWS_KMS',
    'kms:MultiRegion': view.optional('MultiRegion') ?? 'false',
    'kms:MultiRegionKeyType': view.optional('MultiRegion') === 'true' ? 'PRIMARY' : undefined,
    'kms:BypassPolicyLockoutSafetyCheck': view.optional('BypassPolicyLockoutSafetyCheck') ?? 'false',
  };
  return view.items('Tags').length > 0 ? [view.need('CreateKey', '*', keys), tagsOfNew(view)] : [view.need('CreateKey', '*', keys)];
}

/** Attestation documents of enclaves and machines tell what runs there; nobody here verifies them. */
const attested = (view: CallView): readonly string[] => (view.has('Recipient') ? ['kms:RecipientAttestation:'] : []);

/** AWS KMS. Keys `kms:ViaService`, `kms:CallerAccount` and `kms:GrantIsForAWSResource` follow from who calls, not from the call. */
export const kms: ServiceTable = {
  ...each('Encrypt GenerateDataKey GenerateDataKeyWithoutPlaintext GenerateDataKeyPair GenerateDataKeyPairWithoutPlaintext Sign Verify GenerateMac VerifyMac DeriveSharedSecret', onKey(useKeys)),
  Decrypt: (view) => [view.need('Decrypt', ciphertextKey(view, 'KeyId'), useKeys(view), attested(view))],
  ReEncrypt: reEncrypt,
  ...each(
    'DescribeKey EnableKey DisableKey GetKeyPolicy ListKeyPolicies ListGrants RevokeGrant ListResourceTags GetKeyRotationStatus ListKeyRotations DisableKeyRotation RotateKeyOnDemand CancelKeyDeletion GetPublicKey DeleteImportedKeyMaterial UpdateKeyDescription GetKeyLastUsage',
    onKey(),
  ),
  EnableKeyRotation: onKey((view) => ({ ...aliasKeys(view), 'kms:RotationPeriodInDays': view.optional('RotationPeriodInDays') ?? '365' })),
  GetParametersForImport: onKey((view) => ({ ...aliasKeys(view), 'kms:WrappingAlgorithm': view.optional('WrappingAlgorithm'), 'kms:WrappingKeySpec': view.optional('WrappingKeySpec') })),
  ImportKeyMaterial: onKey((view) => ({ ...aliasKeys(view), 'kms:ExpirationModel': view.optional('ExpirationModel') ?? 'KEY_MATERIAL_EXPIRES', 'kms:ValidTo': view.optional('ValidTo') })),
  UpdatePrimaryRegion: onKey((view) => ({ 'kms:PrimaryRegion': view.optional('PrimaryRegion') })),
  ReplicateKey: (view) => [
    view.need('ReplicateKey', keyArn(view), { 'kms:ReplicaRegion': view.optional('ReplicaRegion') }),
    // The replica is made where it is to be, with the rights of who asks for it.
    view.needNew('CreateKey', '*', { ...requestTagKeys(view.items('Tags')), 'kms:MultiRegion': 'true', 'kms:MultiRegionKeyType': 'REPLICA', 'kms:BypassPolicyLockoutSafetyCheck': view.optional('BypassPolicyLockoutSafetyCheck') ?? 'false' }, ['kms:KeySpec', 'kms:KeyUsage', 'kms:KeyOrigin']),
    ...(view.items('Tags').length > 0 ? [tagsOfNew(view)] : []),
  ],
  ScheduleKeyDeletion: onKey((view) => ({ 'kms:ScheduleKeyDeletionPendingWindowInDays': view.optional('PendingWindowInDays') ?? '30' })),
  PutKeyPolicy: onKey((view) => ({ 'kms:BypassPolicyLockoutSafetyCheck': view.optional('BypassPolicyLockoutSafetyCheck') ?? 'false' })),
  CreateGrant: onKey(grantKeys),
  RetireGrant: retireGrant,
  TagResource: onKey((view) => requestTagKeys(view.items('Tags'))),
  UntagResource: onKey((view) => requestTagKeys(view.items('TagKeys'))),
  CreateKey: createKey,
  ...each('CreateAlias DeleteAlias', onAlias),
  UpdateAlias: updateAlias,
  GenerateRandom: (view) => [view.need('GenerateRandom', '*', {}, attested(view))],
  ...each('ListKeys ListAliases ListRetirableGrants CreateCustomKeyStore DeleteCustomKeyStore ConnectCustomKeyStore DisconnectCustomKeyStore UpdateCustomKeyStore DescribeCustomKeyStores', same(anything)),
};
