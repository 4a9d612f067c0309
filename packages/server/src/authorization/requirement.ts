import { entityArn, inStore } from '../directory/arn.ts';
import type { PathedKind } from '../directory/arn.ts';
import type { Tag } from '../directory/facts.ts';
import type { Call } from '../operation/call.ts';
import type { ApiError } from '../wire/api-error.ts';
import type { OrganizationAccess } from './organization-access.ts';

/** Condition keys of a requirement: a list is a multi-valued key, `undefined` an absent one. */
export type Keys = Readonly<Record<string, string | readonly string[] | undefined>>;

/** One (action, resource) pair that a call needs, with the keys that belong to it. */
export interface Requirement {
  readonly action: string;
  readonly resource: string;
  /** Default: the account in the ARN, else the caller's (R8.8). */
  readonly resourceAccount?: string;
  readonly keys?: Keys;
  /** Where the ARN is not known to its end: what is known of it. `resource` has wildcards for the rest. */
  readonly knownBeginning?: string;
  /** Keys, in lower case, that may have any value or none as far as anybody here knows (R1.4); families end in a
   * slash or a colon. */
  readonly unknownKeys?: readonly string[];
  /** A key of KMS that is about to be made: it has no policy yet, and those of identities decide (R11.12). */
  readonly isNewKey?: true;
  /** The id of the role whose trust policy decides with, for `sts` actions on a role. */
  readonly trustOf?: string;
  /** What a service does on the way, with the caller's rights: its denial is worded by that service. */
  readonly denial?: () => ApiError;
  /** Who may besides the management account, for what belongs to an organization. */
  readonly access?: OrganizationAccess;
}

/** A requirement on what has no resource type (R3.8). */
export const onAnything = (action: string, keys: Keys = {}): Requirement => ({ action, resource: '*', keys });

/** Requirements on a named entity of the caller's account. What does not exist is authorized as if it stood at `/`
 * (R20.4), or at the path it is to be made at. */
export const onUser = (action: string, call: Call, name: string, keys?: Keys): Requirement => onNamed(action, call, 'user', 'user', name, keys);
export const onGroup = (action: string, call: Call, name: string, keys?: Keys): Requirement => onNamed(action, call, 'group', 'group', name, keys);
export const onRole = (action: string, call: Call, name: string, keys?: Keys): Requirement => onNamed(action, call, 'role', 'role', name, keys);
export const onInstanceProfile = (action: string, call: Call, name: string, keys?: Keys): Requirement =>
  onNamed(action, call, 'instanceProfile', 'instance-profile', name, keys);

export const onServerCertificate = (action: string, call: Call, name: string, keys?: Keys): Requirement =>
  onNamed(action, call, 'serverCertificate', 'server-certificate', name, keys);

/** A requirement on an MFA device by its serial number, as given. */
export function onMfaDevice(action: string, call: Call, serial: string, keys: Keys = {}): Requirement {
  const device = call.snapshot.find('mfaDevice', inStore(serial));
  return { action, resource: serial, resourceAccount: call.account, keys: { ...resourceTags(device?.account === call.account ? device.tags : []), ...keys } };
}

function onNamed(action: string, call: Call, kind: 'user' | 'group' | 'role' | 'instanceProfile' | 'serverCertificate', arnKind: PathedKind, name: string, keys: Keys = {}): Requirement {
  const facts = call.snapshot.findNamed(kind, call.account, name);
  const resource = entityArn(call.partition, call.account, arnKind, facts?.path ?? '/', facts?.name ?? name);
  return { action, resource, resourceAccount: call.account, keys: { ...resourceTags(facts && 'tags' in facts ? facts.tags : []), ...keys } };
}

/** A requirement on an entity that is about to be made. */
export const onNew = (action: string, call: Call, kind: PathedKind, path: string | undefined, name: string, keys: Keys = {}): Requirement => ({
  action,
  resource: entityArn(call.partition, call.account, kind, path ?? '/', name),
  resourceAccount: call.account,
  keys,
});

/** A requirement on a managed policy by its ARN, as given. */
export function onPolicy(action: string, call: Call, arn: string, keys: Keys = {}): Requirement {
  const policy = call.snapshot.findPolicy(inStore(arn));
  return { action, resource: arn, keys: { ...resourceTags(policy?.tags ?? []), ...keys } };
}

/** Requirements on an identity provider by its ARN, as given. */
export const onOidcProvider = (action: string, call: Call, arn: string, keys: Keys = {}): Requirement => ({
  action,
  resource: arn,
  keys: { ...resourceTags(call.snapshot.find('oidcProvider', inStore(arn))?.tags ?? []), ...keys },
});
export const onSamlProvider = (action: string, call: Call, arn: string, keys: Keys = {}): Requirement => ({
  action,
  resource: arn,
  keys: { ...resourceTags(call.snapshot.find('samlProvider', inStore(arn))?.tags ?? []), ...keys },
});

/** A requirement on a delegation request of the caller's account. */
export const onDelegationRequest = (action: string, call: Call, id: string, keys: Keys = {}): Requirement => ({
  action,
  resource: `arn:${call.partition}:iam::${call.account}:delegation-request/${id}`,
  keys,
});

export function resourceTags(tags: readonly Tag[]): Keys {
  const keys: Record<string, string> = {};
  for (const { key, value } of tags) {
    keys[`aws:ResourceTag/${key}`] = value;
    keys[`iam:ResourceTag/${key}`] = value;
  }
  return keys;
}

/** `aws:RequestTag/…` and `aws:TagKeys` of tags that a call sets (R6.3); absent where it sets none. */
export function requestTags(tags: readonly { readonly Key: string; readonly Value: string }[] | undefined): Keys {
  if (!tags || tags.length === 0) return {};
  return { ...Object.fromEntries(tags.map(({ Key, Value }) => [`aws:RequestTag/${Key}`, Value])), 'aws:TagKeys': tags.map(({ Key }) => Key) };
}
