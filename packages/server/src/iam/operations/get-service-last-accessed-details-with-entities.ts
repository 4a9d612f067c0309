import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { entityOf } from '../../directory/action-usage.ts';
import { getReport } from '../../directory/access-report.ts';
import { pageEnd, pageOfAll, pageRequest } from '../../directory/page.ts';
import { reading } from '../../operation/operation.ts';
import { ApiError } from '../../wire/api-error.ts';
import type { EntityReport } from '../access-report/entity-report.ts';
import { entitiesOf } from '../access-report/last-access.ts';

export const getServiceLastAccessedDetailsWithEntities = reading<iam.IamOperations['GetServiceLastAccessedDetailsWithEntities']>({
  requires: () => onAnything('iam:GetServiceLastAccessedDetailsWithEntities'),
  async handle(input, { db, account, caller }) {
    const { createdAt, content } = await getReport<EntityReport>(db, 'entity', entityOf(caller.principal) ?? account, input.JobId);
    if (!content.services.includes(input.ServiceNamespace)) throw new ApiError('InvalidInput', `The service namespace ${input.ServiceNamespace} is not part of the report.`);
    const all = entitiesOf(content, input.ServiceNamespace).map((details, index) => ({ details, key: String(index).padStart(9, '0') }));
    const page = pageOfAll(all, pageRequest(input), ({ key }) => ({ key, id: '' }));
    return { JobStatus: 'COMPLETED', JobCreationDate: createdAt, JobCompletionDate: createdAt, EntityDetailsList: page.items.map(({ details }) => details), ...pageEnd(page) };
  },
});
