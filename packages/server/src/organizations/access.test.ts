import { apiModel } from '@assent/catalog';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OrganizationAccess } from '../authorization/organization-access.ts';
import type { Requirement } from '../authorization/requirement.ts';
import { insertAccount } from '../directory/account.ts';
import { insertOrganization } from '../directory/organization.ts';
import { Snapshot } from '../directory/snapshot.ts';
import type { Call } from '../operation/call.ts';
import { SqliteStore } from '../store/sqlite-store.ts';
import { organizationsOperations } from './operations/index.ts';

/** Who may, by R23.9–R23.11; `anybody` is not asked for an organization. */
const expected: Readonly<Record<OrganizationAccess | 'anybody', readonly string[]>> = {
  anybody: ['AcceptHandshake', 'CancelHandshake', 'CreateOrganization', 'DeclineHandshake', 'DescribeHandshake', 'ListHandshakesForAccount'],
  members: ['DescribeOrganization', 'LeaveOrganization'],
  readers: [
    'DescribeAccount',
    'DescribeCreateAccountStatus',
    'DescribeEffectivePolicy',
    'DescribeOrganizationalUnit',
    'DescribePolicy',
    'DescribeResourcePolicy',
    'DescribeResponsibilityTransfer',
    'ListAWSServiceAccessForOrganization',
    'ListAccounts',
    'ListAccountsForParent',
    'ListAccountsWithInvalidEffectivePolicy',
    'ListChildren',
    'ListCreateAccountStatus',
    'ListDelegatedAdministrators',
    'ListDelegatedServicesForAccount',
    'ListEffectivePolicyValidationErrors',
    'ListHandshakesForOrganization',
    'ListInboundResponsibilityTransfers',
    'ListOrganizationalUnitsForParent',
    'ListOutboundResponsibilityTransfers',
    'ListParents',
    'ListPolicies',
    'ListPoliciesForTarget',
    'ListRoots',
    'ListTagsForResource',
    'ListTargetsForPolicy',
  ],
  delegates: ['AttachPolicy', 'CreatePolicy', 'DeletePolicy', 'DetachPolicy', 'DisablePolicyType', 'EnablePolicyType', 'TagResource', 'UntagResource', 'UpdatePolicy'],
  management: [
    'CloseAccount',
    'CreateAccount',
    'CreateGovCloudAccount',
    'CreateOrganizationalUnit',
    'DeleteOrganization',
    'DeleteOrganizationalUnit',
    'DeleteResourcePolicy',
    'DeregisterDelegatedAdministrator',
    'DisableAWSServiceAccess',
    'EnableAWSServiceAccess',
    'EnableAllFeatures',
    'InviteAccountToOrganization',
    'InviteOrganizationToTransferResponsibility',
    'MoveAccount',
    'PutResourcePolicy',
    'RegisterDelegatedAdministrator',
    'RemoveAccountFromOrganization',
    'TerminateResponsibilityTransfer',
    'UpdateOrganizationalUnit',
    'UpdateResponsibilityTransfer',
  ],
};

const account = '111111111111';
let call: Call;
beforeAll(async () => {
  const store = await SqliteStore.inMemory();
  const now = new Date('2026-01-01T00:00:00Z');
  await store.write((writer) => insertAccount(writer, { id: account, name: 'a', email: 'a@example.com', now }));
  await store.write((writer) => insertOrganization(writer, account, 'ALL', { now, random: (length) => Uint8Array.from({ length }, (_, index) => index * 7) }));
  call = { partition: 'aws', account, snapshot: await Snapshot.load(store.reader, store.revision) } as Call;
  await store.close();
});

/** An input in which every member that is asked for is some id. */
const input = (given: object): unknown => new Proxy(given, { get: (target, name) => (name in target ? (target as Record<string | symbol, unknown>)[name] : '222222222222') });

function requirementsOf(operation: string, given: object): readonly Requirement[] {
  const served = organizationsOperations[operation];
  if (!served || served.kind === 'unsigned') throw new Error(`${operation} is not served to callers`);
  const requirements = served.requires(input(given), call);
  if (requirements === 'unconditional') throw new Error(`${operation} needs nothing`);
  return Array.isArray(requirements) ? (requirements as readonly Requirement[]) : [requirements as Requirement];
}

describe('every operation of Organizations', () => {
  it('is there, and says who may (R23.9–R23.11)', () => {
    const named = Object.values(expected).flat().sort();
    expect(named).toEqual(Object.keys(apiModel('organizations').operations).sort());
    expect(Object.keys(organizationsOperations).sort()).toEqual(named);
  });

  it.each(Object.entries(expected).flatMap(([access, operations]) => operations.map((operation) => [operation, access] as const)))('%s is open to %s', (operation, access) => {
    const own = requirementsOf(operation, { Tags: undefined, TagKeys: ['k'], Target: { Id: '222222222222', Type: 'ACCOUNT' } }).filter(({ action }) => action === `organizations:${operation}`);
    expect(own.length).toBeGreaterThan(0);
    for (const requirement of own) expect(requirement.access ?? 'anybody').toBe(access);
  });

  it('that makes something with tags needs organizations:TagResource as well (R23.14)', () => {
    const tagging = Object.keys(organizationsOperations).filter((operation) => {
      const made = requirementsOf(operation, { Tags: [{ Key: 'k', Value: 'v' }], TagKeys: ['k'], Target: { Id: 'a@example.com', Type: 'EMAIL' } });
      return made.some(({ action }) => action === 'organizations:TagResource') && operation !== 'TagResource';
    });
    expect(tagging.sort()).toEqual(['CreateAccount', 'CreateGovCloudAccount', 'CreateOrganizationalUnit', 'CreatePolicy', 'InviteAccountToOrganization', 'InviteOrganizationToTransferResponsibility', 'PutResourcePolicy']);
  });
});
