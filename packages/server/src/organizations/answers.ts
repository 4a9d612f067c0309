import type { organizations } from '@assent/catalog';
import type { MemberRow } from '../directory/organization.ts';
import { pageRequest } from '../directory/page.ts';
import type { PageRequest } from '../directory/page.ts';
import type { Call } from '../operation/call.ts';
import type { AccountCreationRow, OrganizationRow } from '../store/schema.ts';
import { ApiError } from '../wire/api-error.ts';

/** ARNs carry the management account, whoever they are about (R23.8). */
export const organizationArn = ({ partition }: Call, { id, management_account_id }: OrganizationRow): string => `arn:${partition}:organizations::${management_account_id}:organization/${id}`;

export const accountArn = ({ partition }: Call, { id, management_account_id }: OrganizationRow, account: string): string =>
  `arn:${partition}:organizations::${management_account_id}:account/${id}/${account}`;

export function shownOrganization(call: Call, row: OrganizationRow): organizations.Organization {
  const email = call.snapshot.find('account', row.management_account_id)?.email;
  return {
    Id: row.id,
    Arn: organizationArn(call, row),
    FeatureSet: row.feature_set,
    MasterAccountArn: accountArn(call, row, row.management_account_id),
    MasterAccountId: row.management_account_id,
    MasterAccountEmail: email,
    AvailablePolicyTypes: row.feature_set === 'ALL' ? [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }] : [],
  };
}

/** Both the older `Status` and the newer `State` (R23.25). */
export const shownAccount = (call: Call, organization: OrganizationRow, row: MemberRow): organizations.Account => ({
  Id: row.id,
  Arn: accountArn(call, organization, row.id),
  Email: row.email,
  Name: row.name,
  Status: row.status,
  State: row.status,
  Paths: [`${organization.id}/${row.parent_id}/`],
  JoinedMethod: row.joined_method,
  JoinedTimestamp: new Date(row.joined_at),
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
    throw new ApiError('InvalidInputException', 'You provided an invalid NextToken.', { fields: { Reason: 'INVALID_NEXT_TOKEN' } });
  }
}
