import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { entityOf } from '../../directory/action-usage.ts';
import { getReport } from '../../directory/access-report.ts';
import { pageEnd, pageOfAll, pageRequest } from '../../directory/page.ts';
import { reading } from '../../operation/operation.ts';
import { accessDetails } from '../access-report/organization-report.ts';
import type { OrganizationReport } from '../access-report/organization-report.ts';

export const getOrganizationsAccessReport = reading<iam.IamOperations['GetOrganizationsAccessReport']>({
  requires: () => onAnything('iam:GetOrganizationsAccessReport'),
  async handle(input, { db, account, caller }) {
    const { createdAt, content } = await getReport<OrganizationReport>(db, 'organization', entityOf(caller.principal) ?? account, input.JobId);
    const used = new Set(content.uses.map(([namespace]) => namespace));
    const all = accessDetails(content, input.SortKey).map((detail, index) => ({ detail, key: String(index).padStart(6, '0') }));
    const page = pageOfAll(all, pageRequest(input), ({ key }) => ({ key, id: '' }));
    return {
      JobStatus: 'COMPLETED',
      JobCreationDate: createdAt,
      JobCompletionDate: createdAt,
      NumberOfServicesAccessible: content.services.length,
      NumberOfServicesNotAccessed: content.services.filter((prefix) => !used.has(prefix)).length,
      AccessDetails: page.items.map(({ detail }) => detail),
      ...pageEnd(page),
    };
  },
});
