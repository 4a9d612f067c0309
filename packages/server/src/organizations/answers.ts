import type { organizations } from '@assent/catalog';
import type { Administrator } from '../directory/delegated-administrator.ts';
import { organizationPath } from '../directory/hierarchy.ts';
import type { MemberRow } from '../directory/member.ts';
import { memberArn, organizationArn, targetArn } from '../directory/organization-arn.ts';
import type { ArnOwner } from '../directory/organization-arn.ts';
import { invalidInput } from '../directory/organization-fault.ts';
import type { PolicyTarget } from '../directory/organization-policy-attachment.ts';
import { listPolicyTypes } from '../directory/organization-policy-type.ts';
import { getParent } from '../directory/organizational-unit.ts';
import { pageRequest } from '../directory/page.ts';
import type { PageRequest } from '../directory/page.ts';
import type { Call } from '../operation/call.ts';
import type { AccountCreationRow, OrganizationalUnitRow, OrganizationRow } from '../store/tables/organizations.ts';
import { ApiError } from '../wire/api-error.ts';

export const arnOwner = ({ id, management_account_id }: OrganizationRow): ArnOwner => ({ id, managementAccount: management_account_id });

/** `AvailablePolicyTypes` is not kept up to date in AWS either: what is enabled stands at the root (R23.21, R23.22). */
export function shownOrganization({ partition, snapshot }: Call, row: OrganizationRow): organizations.Organization {
  const email = snapshot.find('account', row.management_account_id)?.email;
  return {
    Id: row.id,
    Arn: organizationArn(partition, arnOwner(row)),
    FeatureSet: row.feature_set,
    MasterAccountArn: memberArn(partition, arnOwner(row), row.management_account_id),
    MasterAccountId: row.management_account_id,
    MasterAccountEmail: email,
    AvailablePolicyTypes: row.feature_set === 'ALL' ? [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }] : [],
  };
}

export const shownRoot = async ({ partition, db }: Call, organization: OrganizationRow): Promise<organizations.Root> => ({
  Id: organization.root_id,
  Arn: targetArn(partition, arnOwner(organization), organization.root_id),
  Name: 'Root',
  PolicyTypes: (await listPolicyTypes(db, organization)).map((Type) => ({ Type, Status: 'ENABLED' })),
});

export const shownUnit = async ({ partition, db }: Call, organization: OrganizationRow, row: OrganizationalUnitRow): Promise<organizations.OrganizationalUnit> => ({
  Id: row.id,
  Arn: targetArn(partition, arnOwner(organization), row.id),
  Name: row.name,
  Path: [organization.id, organization.root_id, ...(await getParent(db, organization, row.parent_id)), row.id, ''].join('/'),
});

/** Both the older `Status` and the newer `State`, which knows closed accounts from those that AWS suspended (R23.25). */
function membership({ partition }: Call, organization: OrganizationRow, row: MemberRow) {
  return {
    Id: row.id,
    Arn: memberArn(partition, arnOwner(organization), row.id),
    Email: row.email,
    Name: row.name,
    Status: row.closed_at === null ? 'ACTIVE' : 'SUSPENDED',
    State: row.closed_at === null ? 'ACTIVE' : 'CLOSED',
    JoinedMethod: row.joined_method,
    JoinedTimestamp: new Date(row.joined_at),
  } as const;
}

export const shownAccount = (call: Call, organization: OrganizationRow, row: MemberRow): organizations.Account => ({
  ...membership(call, organization, row),
  Paths: [`${organizationPath(call.snapshot, row.id) ?? `${organization.id}/`}${row.id}/`],
});

export const shownAdministrator = (call: Call, organization: OrganizationRow, { member, since }: Administrator): organizations.DelegatedAdministrator => ({
  ...membership(call, organization, member),
  DelegationEnabledDate: new Date(since),
});

export const shownTarget = ({ partition }: Call, organization: OrganizationRow, { id, type, name }: PolicyTarget): organizations.PolicyTargetSummary => ({
  TargetId: id,
  Arn: targetArn(partition, arnOwner(organization), id),
  Name: name,
  Type: type,
});

export const shownCreation = (row: AccountCreationRow): organizations.CreateAccountStatus => ({
  Id: row.id,
  AccountName: row.account_name,
  State: row.state,
  RequestedTimestamp: new Date(row.requested_at),
  CompletedTimestamp: row.completed_at === null ? undefined : new Date(row.completed_at),
  AccountId: row.account_id ?? undefined,
  FailureReason: row.failure_reason === null ? undefined : (row.failure_reason as organizations.CreateAccountStatus['FailureReason']),
});

/** `MaxResults` is 20 where nothing is said (R23.6).
 * @throws ApiError `InvalidInputException` for a token that is not one of ours */
export function tokenPage({ MaxResults, NextToken }: { readonly MaxResults?: number | undefined; readonly NextToken?: string | undefined }): PageRequest {
  try {
    return pageRequest({ MaxItems: MaxResults ?? 20, Marker: NextToken });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw invalidInput('INVALID_NEXT_TOKEN', 'You provided an invalid NextToken.');
  }
}
