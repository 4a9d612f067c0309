import type { RequestView } from './request-view.ts';

/** The operations of KMS that another account can be given (R11.9): those of which KMS's API reference says that they are used
 * across accounts. Whatever a key policy says of others has no effect there. */
const sharedKeyOperations: ReadonlySet<string> = new Set(
  (
    'CreateGrant Decapsulate Decrypt DeriveSharedSecret DescribeKey Encapsulate Encrypt GenerateDataKey GenerateDataKeyPair GenerateDataKeyPairWithoutPlaintext ' +
    'GenerateDataKeyWithoutPlaintext GenerateMac GetKeyRotationStatus GetPublicKey ListGrants ReEncrypt ReEncryptFrom ReEncryptTo RetireGrant ' +
    'RevokeGrant Sign Verify VerifyMac'
  )
    .split(' ')
    .map((name) => `kms:${name.toLowerCase()}`),
);

/** Whether a resource policy can give the action to another account at all. */
export function canBeDelegated(view: RequestView): boolean {
  return !crossesPartition(view) && (view.action.service !== 'kms' || sharedKeyOperations.has(view.action.name));
}

/** R8.7: nothing is delegated from one partition to another. */
function crossesPartition({ principal, resource }: RequestView): boolean {
  if (!('arn' in principal) || !resource.text.startsWith('arn:')) return false;
  return principal.arn.split(':', 2)[1] !== resource.text.split(':', 2)[1];
}

/** R11.4: who comes by a SAML provider cannot present a web identity, and the reverse. */
export function comesByItsProvider({ principal, action }: RequestView): boolean {
  if (principal.kind !== 'federated') return true;
  const other = /^arn:[^:]*:iam::[^:]*:saml-provider\//.test(principal.provider) ? 'sts:assumerolewithwebidentity' : 'sts:assumerolewithsaml';
  return action.name !== other;
}
