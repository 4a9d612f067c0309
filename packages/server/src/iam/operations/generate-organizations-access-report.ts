import type { iam } from '@assent/catalog';
import { entityOf } from '../../directory/action-usage.ts';
import { insertReport } from '../../directory/access-report.ts';
import { writing } from '../../operation/operation.ts';
import { organizationReport } from '../access-report/organization-report.ts';

export const generateOrganizationsAccessReport = writing<iam.IamOperations['GenerateOrganizationsAccessReport']>({
  requires: ({ EntityPath, OrganizationsPolicyId }, { partition, account }) => ({
    action: 'iam:GenerateOrganizationsAccessReport',
    resource: `arn:${partition}:iam::${account}:access-report/${EntityPath}`,
    resourceAccount: account,
    keys: { 'iam:OrganizationsPolicyId': OrganizationsPolicyId },
  }),
  async handle({ EntityPath, OrganizationsPolicyId }, call) {
    const { account, caller, environment, now, writer } = call;
    const content = await organizationReport(call, EntityPath, OrganizationsPolicyId);
    const requestedBy = entityOf(caller.principal) ?? account;
    return { JobId: await insertReport(writer, { account, requestedBy, kind: 'organization', content }, { now, random: environment.random }) };
  },
});
