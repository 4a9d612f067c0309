import { serviceName } from '@assent/catalog';
import type { iam } from '@assent/catalog';
import type { AccountFacts, OrganizationFacts } from '../../directory/facts.ts';
import { hierarchyOf, organizationPath, unitsAbove } from '../../directory/hierarchy.ts';
import type { HierarchyLevel } from '../../directory/hierarchy.ts';
import type { Call } from '../../operation/call.ts';
import { ApiError } from '../../wire/api-error.ts';
import { isReported } from './entity-report.ts';
import { grantedServices } from './granted-service.ts';

/** When the accounts of a report last used a service: the latest time, its region and account, and how many did. */
export type OrganizationUse = readonly [namespace: string, at: number, region: string, path: string, accounts: number];

export interface OrganizationReport {
  readonly services: readonly string[];
  readonly uses: readonly OrganizationUse[];
}

interface Subject {
  readonly levels: readonly HierarchyLevel[];
  readonly accounts: readonly AccountFacts[];
  readonly isManagement: boolean;
}

const invalidPath = (path: string): ApiError => new ApiError('InvalidInput', `The entity path ${path} is not one of your organization.`);

/** Who may ask for reports on an organization: its management account, where service control policies are enabled.
 * @throws ApiError */
function reportedOrganization({ snapshot, account }: Call): OrganizationFacts {
  const organization = snapshot.organizationOf(account);
  if (organization?.managementAccount !== account) throw new ApiError('CallerIsNotManagementAccountException', 'You must use the credentials of the management account of an organization.');
  if (!organization.policyTypes.includes('SERVICE_CONTROL_POLICY')) throw new ApiError('InvalidInput', 'Service control policies are not enabled for your organization root.');
  return organization;
}

/** Makes the report on a root, organizational unit or account: what its service control policies open, and who used it.
 * @throws ApiError `CallerIsNotManagementAccountException`, `InvalidInput` */
export async function organizationReport(call: Call, path: string, policyId: string | undefined): Promise<OrganizationReport> {
  const organization = reportedOrganization(call);
  const { levels, accounts, isManagement } = subjectOf(call, organization, path);
  const { controls, actionUsage } = call.environment;
  const policy = policyId === undefined || isManagement ? undefined : controls.serviceControlPolicy(policyId, organization);
  if (policyId !== undefined && !isManagement && !policy) throw new ApiError('InvalidInput', `The policy ${policyId} is not a service control policy of your organization.`);
  const applicable = policy === undefined ? accounts : accounts.filter(({ id }) => hierarchyOf(call.snapshot, id)?.some((level) => level.controls.service.includes(policyId ?? '')));
  const limits = isManagement ? [] : policy ? [[policy]] : controls.serviceControlAlong(levels, organization).map(({ policies }) => policies);
  const { snapshot } = call;
  const accountOf = (entity: string): string | undefined => (snapshot.find('user', entity) ?? snapshot.find('role', entity))?.account ?? snapshot.find('account', entity)?.id;
  const rows = await actionUsage.readAccounts(call.db, applicable.map(({ id }) => id), accountOf);
  const byService = new Map<string, { at: number; region: string; account: string; readonly accounts: Set<string> }>();
  for (const { namespace, used_at, region, account } of rows) {
    if (!isReported(used_at, call.now)) continue;
    let use = byService.get(namespace);
    if (!use) byService.set(namespace, (use = { at: 0, region: '', account: '', accounts: new Set() }));
    use.accounts.add(account);
    if (used_at > use.at) Object.assign(use, { at: used_at, region, account });
  }
  const uses = [...byService].map(([namespace, { at, region, account, accounts: users }]): OrganizationUse => [namespace, at, region, accountPath(call, account), users.size]);
  return { services: grantedServices(limits), uses };
}

const accountPath = ({ snapshot }: Call, account: string): string => `${organizationPath(snapshot, account) ?? ''}${account}`;

function subjectOf(call: Call, organization: OrganizationFacts, path: string): Subject {
  const { snapshot } = call;
  const parts = path.replace(/\/$/, '').split('/');
  const last = parts.at(-1) ?? '';
  if (/^\d{12}$/.test(last)) {
    const facts = snapshot.find('account', last);
    if (!facts || snapshot.organizationOf(last) !== organization || accountPath(call, last) !== parts.join('/')) throw invalidPath(path);
    return { levels: hierarchyOf(snapshot, last) ?? [], accounts: [facts], isManagement: last === organization.managementAccount };
  }
  const isKnown = last === organization.rootId || snapshot.find('organizationalUnit', last)?.organization === organization.id;
  if (!isKnown) throw invalidPath(path);
  const levels = unitsAbove(snapshot, organization, last);
  if ([organization.id, ...levels.map(({ id }) => id)].join('/') !== parts.join('/')) throw invalidPath(path);
  const inside = (account: AccountFacts): boolean => hierarchyOf(snapshot, account.id)?.some(({ id }) => id === last) === true;
  const accounts = snapshot.membersOf(organization.id).filter((account) => account.id !== organization.managementAccount && inside(account));
  return { levels, accounts, isManagement: false };
}

export type AccessSort = iam.GetOrganizationsAccessReportRequest['SortKey'];

/** The services of a report with their last uses, in an order. */
export function accessDetails({ services, uses }: OrganizationReport, sort: AccessSort = 'SERVICE_NAMESPACE_ASCENDING'): readonly iam.AccessDetail[] {
  const byService = new Map(uses.map((use) => [use[0], use]));
  const sorted = services.map((prefix) => ({ prefix, use: byService.get(prefix) }));
  const time = ({ use }: { use: OrganizationUse | undefined }): number => use?.[1] ?? 0;
  if (sort.startsWith('LAST_AUTHENTICATED_TIME')) sorted.sort((a, b) => time(a) - time(b) || (a.prefix < b.prefix ? -1 : 1));
  if (sort.endsWith('DESCENDING')) sorted.reverse();
  return sorted.map(({ prefix, use }) => ({
    ServiceName: serviceName(prefix) ?? prefix,
    ServiceNamespace: prefix,
    Region: use?.[2],
    EntityPath: use?.[3],
    LastAuthenticatedTime: use && new Date(use[1]),
    TotalAuthenticatedEntities: use?.[4] ?? 0,
  }));
}
