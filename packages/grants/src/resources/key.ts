import { give } from '../grant/give.ts';
import type { Grant } from '../grant/grant.ts';
import type { KeysOf } from '../grant/action-types.ts';
import { PolicyHolder } from '../grantees/policy-holder.ts';
import { principalOf } from '../grantees/principal.ts';
import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import type { ConditionBlock } from '../statement/statement.ts';
import { OpenResource } from './resource.ts';

const encrypt = ['kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'] as const;
const decrypt = ['kms:Decrypt'] as const;
const admin = [
  'kms:Create*',
  'kms:Describe*',
  'kms:Enable*',
  'kms:List*',
  'kms:Put*',
  'kms:Update*',
  'kms:Revoke*',
  'kms:Disable*',
  'kms:Get*',
  'kms:Delete*',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:ScheduleKeyDeletion',
  'kms:CancelKeyDeletion',
] as const;

/** How a key is made. */
export interface KeyProps {
  /** Whether the key's policy leaves grants to the policies of its account, as it does by default. */
  readonly trustAccountIdentities?: boolean;
}

/** A KMS key, by its id. */
export class Key extends OpenResource<'kms'> {
  readonly keyId: string;

  constructor(stack: Stack, keyId: string, { trustAccountIdentities = true }: KeyProps = {}) {
    super(stack, stack.arn('kms', `key/${checkName('key', keyId)}`), 'kms', { selfArns: ['*'], always: !trustAccountIdentities });
    this.keyId = keyId;
    // Without a statement for the account nobody could change the policy again (R11.14); it leaves grants to IAM, or not.
    const account = { AWS: [stack.arn('iam', 'root', { region: '' })] };
    this.addToResourcePolicy({ effect: 'Allow', principal: account, actions: trustAccountIdentities ? ['kms:*'] : [...admin], resources: ['*'], conditions: {} });
  }

  grantAdmin(grantee: Grantee) {
    return this.give(grantee, admin);
  }

  grantEncrypt(grantee: Grantee) {
    return this.give(grantee, encrypt);
  }

  grantDecrypt(grantee: Grantee) {
    return this.give(grantee, decrypt);
  }

  grantEncryptDecrypt(grantee: Grantee) {
    return this.give(grantee, [...decrypt, ...encrypt]);
  }

  grantSign(grantee: Grantee) {
    return this.give(grantee, ['kms:Sign']);
  }

  grantVerify(grantee: Grantee) {
    return this.give(grantee, ['kms:Verify']);
  }

  grantSignVerify(grantee: Grantee) {
    return this.give(grantee, ['kms:Sign', 'kms:Verify']);
  }

  grantGenerateMac(grantee: Grantee) {
    return this.give(grantee, ['kms:GenerateMac']);
  }

  grantVerifyMac(grantee: Grantee) {
    return this.give(grantee, ['kms:VerifyMac']);
  }

  /** What a grant on something encrypted with this key brings along. */
  grantAlong(grantee: Grantee, actions: readonly string[], conditions: ConditionBlock = {}): Grant<KeysOf<'kms:*'>> {
    return give({ grantee, actions, arns: [this.arn], conditions, target: `\`${this.arn}\``, policy: this.policyPlace([this.arn]), companion: true });
  }

  /** The same, usable through one service only: the policy of the key says so itself, and, across accounts, the grantee's. */
  grantAlongVia(service: string, grantee: Grantee, actions: readonly string[]): Grant<KeysOf<'kms:*'>> {
    const principal = principalOf(grantee);
    const conditions = { StringEquals: { 'kms:ViaService': [`${service}.${this.stack.region}.amazonaws.com`] } };
    if (principal.kind === 'group') return this.grantAlong(grantee, actions, conditions);
    const place = this.policyPlace([this.arn]);
    const foreign = principal instanceof PolicyHolder && principal.account !== this.stack.account;
    if (foreign || !(principal instanceof PolicyHolder)) return this.grantAlong(grantee, actions, conditions);
    const byPolicyOfKey: Grantee = { grantPrincipal: { kind: 'any', label: principal.label, element: principal.element, conditions: {} } };
    return give({ grantee: byPolicyOfKey, actions, arns: [this.arn], conditions, target: `\`${this.arn}\``, policy: place, companion: true });
  }
}

/** An alias of a key: it grants what the key grants, by the key's ARN, for an alias is no resource of cryptographic calls. */
export class Alias {
  readonly aliasName: string;
  readonly key: Key;

  constructor(key: Key, aliasName: string) {
    this.aliasName = checkName('alias', aliasName);
    this.key = key;
  }

  grant(...args: Parameters<Key['grant']>) {
    return this.key.grant(...args);
  }

  grantEncrypt(grantee: Grantee) {
    return this.key.grantEncrypt(grantee);
  }

  grantDecrypt(grantee: Grantee) {
    return this.key.grantDecrypt(grantee);
  }

  grantEncryptDecrypt(grantee: Grantee) {
    return this.key.grantEncryptDecrypt(grantee);
  }

  grantSign(grantee: Grantee) {
    return this.key.grantSign(grantee);
  }

  grantVerify(grantee: Grantee) {
    return this.key.grantVerify(grantee);
  }

  grantSignVerify(grantee: Grantee) {
    return this.key.grantSignVerify(grantee);
  }

  grantGenerateMac(grantee: Grantee) {
    return this.key.grantGenerateMac(grantee);
  }

  grantVerifyMac(grantee: Grantee) {
    return this.key.grantVerifyMac(grantee);
  }
}
