import type { iam } from '@assent/catalog';
import { onPolicy } from '../../authorization/requirement.ts';
import { entityOf } from '../../directory/action-usage.ts';
import { insertReport } from '../../directory/access-report.ts';
import { parsePolicyArn } from '../../directory/arn.ts';
import { writing } from '../../operation/operation.ts';
import { entityReport } from '../access-report/entity-report.ts';
import { onHolder } from '../simulation/policy-source.ts';

const action = 'iam:GenerateServiceLastAccessedDetails';

export const generateServiceLastAccessedDetails = writing<iam.IamOperations['GenerateServiceLastAccessedDetails']>({
  requires: ({ Arn }, call) => (parsePolicyArn(Arn) ? onPolicy(action, call, Arn) : onHolder(action, call, Arn)),
  async handle({ Arn, Granularity = 'SERVICE_LEVEL' }, call) {
    const { account, caller, environment, now, writer } = call;
    const content = await entityReport(call, Arn, Granularity);
    const requestedBy = entityOf(caller.principal) ?? account;
    return { JobId: await insertReport(writer, { account, requestedBy, kind: 'entity', content }, { now, random: environment.random }) };
  },
});
