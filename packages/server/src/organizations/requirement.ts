import type { OrganizationAccess } from '../authorization/organization-access.ts';
import { requestTags } from '../authorization/requirement.ts';
import type { Keys, Requirement } from '../authorization/requirement.ts';
import { entityArn } from '../directory/arn.ts';
import { findAwsPolicy } from '../directory/aws-organization-policy.ts';
import type { OrganizationFacts, Tag } from '../directory/facts.ts';
import { organizationPath } from '../directory/hierarchy.ts';
import { handshakeArn, memberArn, organizationPolicyArn, resourcePolicyArn, targetArn, transferArn } from '../directory/organization-arn.ts';
import { organizationsRole } from '../directory/organizations-role.ts';
import { serviceLinkedPath } from '../directory/service-linked-role.ts';
import type { Call } from '../operation/call.ts';
import { ApiError } from '../wire/api-error.ts';

type ApiTags = Parameters<typeof requestTags>[0];

/** A requirement on the organization as a whole: no resource type (R3.8). */
export const onOrganization = (action: string, access: OrganizationAccess, keys: Keys = {}): Requirement => ({ action: `organizations:${action}`, resource: '*', access, keys });

/** A requirement on something in the caller's organization. The identity policies of the caller's account decide as over
 * their own; whether the organization lets the account in is `access`. In no organization there is nothing to name. */
function onPart(action: string, access: OrganizationAccess, { snapshot, account }: Call, arnOf: (organization: OrganizationFacts) => string, keys: Keys): Requirement {
  const organization = snapshot.organizationOf(account);
  if (!organization) return onOrganization(action, access, keys);
  const owner = organization.managementAccount;
  return {
    action: `organizations:${action}`,
    resource: arnOf(organization),
    resourceAccount: account,
    access,
    keys: { 'aws:ResourceAccount': owner, 'aws:ResourceOrgPaths': [organizationPath(snapshot, owner) ?? ''], ...keys },
  };
}

function resourceTags(tags: readonly Tag[] | undefined): Keys {
  return Object.fromEntries((tags ?? []).map(({ key, value }) => [`aws:ResourceTag/${key}`, value]));
}

export const onAccount = (action: string, access: OrganizationAccess, call: Call, account: string, keys: Keys = {}): Requirement =>
  onPart(action, access, call, (organization) => memberArn(call.partition, organization, account), { ...tagsOfTarget(call, account), ...keys });

/** On a root, an organizational unit or an account, by its id. */
export const onTarget = (action: string, access: OrganizationAccess, call: Call, id: string, keys: Keys = {}): Requirement =>
  onPart(action, access, call, (organization) => targetArn(call.partition, organization, id), { ...tagsOfTarget(call, id), ...keys });

/** Of what is the caller's organization's alone. */
function tagsOfTarget({ snapshot, account }: Call, id: string): Keys {
  const own = snapshot.organizationOf(account);
  if (!own) return {};
  if (id.startsWith('r-')) return id === own.rootId ? resourceTags(own.rootTags) : {};
  if (id.startsWith('ou-')) {
    const unit = snapshot.find('organizationalUnit', id);
    return unit?.organization === own.id ? resourceTags(unit.tags) : {};
  }
  return snapshot.organizationOf(id) === own ? resourceTags(snapshot.find('account', id)?.tags) : {};
}

/** On a policy; one that does not exist is authorized as a service control policy that does. */
export function onPolicy(action: string, access: OrganizationAccess, call: Call, id: string, keys: Keys = {}): Requirement {
  const facts = call.snapshot.find('organizationPolicy', id);
  const own = facts?.organization === call.snapshot.organizationOf(call.account)?.id ? facts : undefined;
  const policy = findAwsPolicy(id) ?? own;
  const arnOf = (organization: OrganizationFacts): string => organizationPolicyArn(call.partition, organization, policy ?? { id, type: 'SERVICE_CONTROL_POLICY' });
  return onPart(action, access, call, arnOf, { ...resourceTags(own?.tags), ...policyTypeKey(policy?.type), ...keys });
}

/** The key of a policy type, alone or with what a policy is attached to. */
export const policyTypeKey = (type: string | undefined): Keys => ({ 'organizations:PolicyType': type });

/** The type of a policy, for the requirement on what it is attached to. */
export function policyTypeOf({ snapshot }: Call, id: string): string | undefined {
  return findAwsPolicy(id)?.type ?? snapshot.find('organizationPolicy', id)?.type;
}

/** On a policy that is about to be made. */
export const onNewPolicy = (action: string, access: OrganizationAccess, call: Call, type: string, keys: Keys): Requirement =>
  onPart(action, access, call, (organization) => organizationPolicyArn(call.partition, organization, { id: '*', type }), { ...policyTypeKey(type), ...keys });

/** On a handshake, which can be of another organization than the caller's, or of one where the caller has none. Who is
 * party to it is the operation's to know. */
export function onHandshake(action: string, call: Call, id: string): Requirement {
  const facts = call.snapshot.find('handshake', id);
  const organization = (facts && call.snapshot.find('organization', facts.organization)) ?? call.snapshot.organizationOf(call.account);
  const resource = organization ? handshakeArn(call.partition, organization, facts ?? { id, action: 'INVITE' }) : '*';
  return { action: `organizations:${action}`, resource, resourceAccount: call.account };
}

/** Whether accepting a handshake takes the caller's account into an organization. */
export const isInvitation = ({ snapshot }: Call, id: string): boolean => snapshot.find('handshake', id)?.action === 'INVITE';

export function onResourcePolicy(action: string, access: OrganizationAccess, call: Call, keys: Keys): Requirement {
  const held = call.snapshot.organizationOf(call.account)?.resourcePolicy;
  return onPart(action, access, call, (organization) => resourcePolicyArn(call.partition, organization, held?.id ?? '*'), { ...resourceTags(held?.tags), ...keys });
}

export function onTransfer(action: string, access: OrganizationAccess, call: Call, id: string, keys: Keys = {}): Requirement {
  const facts = call.snapshot.find('responsibilityTransfer', id);
  const own = call.snapshot.organizationOf(call.account)?.id;
  const party = facts && (facts.sourceOrganization === own || facts.targetOrganization === own) ? facts : undefined;
  const direction = party?.sourceOrganization === own ? 'outbound' : 'inbound';
  return onPart(action, access, call, (organization) => transferArn(call.partition, organization, id, direction), { ...resourceTags(party?.tags), ...transferKeys(direction), ...keys });
}

export const transferKeys = (direction: 'inbound' | 'outbound'): Keys => ({ 'organizations:TransferDirection': direction.toUpperCase(), 'organizations:TransferType': 'BILLING' });

/** On whatever carries tags, by its id. */
export function onTaggable(action: string, access: OrganizationAccess, call: Call, id: string, keys: Keys = {}): Requirement {
  if (id.startsWith('p-')) return onPolicy(action, access, call, id, keys);
  if (id.startsWith('rp-')) return onResourcePolicy(action, access, call, keys);
  if (id.startsWith('rt-')) return onTransfer(action, access, call, id, keys);
  return onTarget(action, access, call, id, keys);
}

/** Who takes an account into an organization must be allowed to make the service-linked role there, unless it is there. */
export function onServiceLinkedRole({ partition, account, snapshot }: Call): readonly Requirement[] {
  const { service, roleName } = organizationsRole;
  if (snapshot.findNamed('role', account, roleName)) return [];
  const denial = (): ApiError =>
    new ApiError('AccessDeniedForDependencyException', 'The request failed because your credentials do not have permission to create the service-linked role required by AWS Organizations.', {
      fields: { Reason: 'ACCESS_DENIED_DURING_CREATE_SERVICE_LINKED_ROLE' },
    });
  return [{ action: 'iam:CreateServiceLinkedRole', resource: entityArn(partition, account, 'role', serviceLinkedPath(service), roleName), resourceAccount: account, keys: { 'iam:AWSServiceName': service }, denial }];
}

/** What is made with tags needs the right to tag as well (R23.14).
 * @param on the requirement of the action itself */
export const withTags = (on: Requirement, tags: ApiTags): readonly Requirement[] =>
  tags && tags.length > 0
    ? [
        { ...on, keys: { ...on.keys, ...requestTags(tags) } },
        { ...on, action: 'organizations:TagResource', keys: { ...on.keys, ...requestTags(tags) } },
      ]
    : [on];
