import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { entityOf } from '../../directory/action-usage.ts';
import { getReport } from '../../directory/access-report.ts';
import { pageEnd, pageOfAll, pageRequest } from '../../directory/page.ts';
import { reading } from '../../operation/operation.ts';
import type { EntityReport } from '../access-report/entity-report.ts';
import { serviceLastAccessed } from '../access-report/last-access.ts';

export const getServiceLastAccessedDetails = reading<iam.IamOperations['GetServiceLastAccessedDetails']>({
  requires: () => onAnything('iam:GetServiceLastAccessedDetails'),
  async handle(input, { db, account, caller }) {
    const { createdAt, content } = await getReport<EntityReport>(db, 'entity', entityOf(caller.principal) ?? account, input.JobId);
    const page = pageOfAll(content.services, pageRequest(input), (key) => ({ key, id: '' }));
    return {
      JobStatus: 'COMPLETED',
      JobType: content.granularity,
      JobCreationDate: createdAt,
      JobCompletionDate: createdAt,
      ServicesLastAccessed: page.items.map((prefix) => serviceLastAccessed(content, prefix)),
      ...pageEnd(page),
    };
  },
});
