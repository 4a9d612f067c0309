import { allowing } from '../allowed-statement.ts';
import { isBoundedBy } from '../bounding-condition.ts';
import { readOn } from '../read-on.ts';
import { allowedServices, sourceKeys } from '../../validation/service-principal.ts';
import type { Rule } from '../../validation/rule.ts';

/** Services whose guides ask for `aws:SourceArn` or `aws:SourceAccount` in the trust of the roles that they assume. Others
 * do not send the keys when they assume a role, and a condition would shut them out. */
const services: ReadonlySet<string> = new Set(['bedrock', 'codebuild', 'dms', 'ecs-tasks', 'iot', 'pipes', 'scheduler', 'ssm', 'states', 'transfer']);

export const serviceTrustWithoutSource: Rule = {
  code: 'ASSENT_SERVICE_TRUST_WITHOUT_SOURCE',
  type: 'SUGGESTION',
  kinds: ['trust'],
  meaning: 'A service may assume the role on behalf of anybody’s resources, although it says whose they are.',
  remedy: 'Test `aws:SourceAccount`, or `aws:SourceArn` where the resource is known.',
  learnMoreLink: readOn.confusedDeputy,
  *check(policy) {
    for (const statement of allowing(policy)) {
      if (isBoundedBy(statement, (key) => sourceKeys.has(key))) continue;
      for (const entry of allowedServices(statement)) {
        if (services.has(entry.value.toLowerCase().split('.')[0] ?? '')) yield { details: `\`${entry.value}\` may assume the role for resources of any account.`, places: [entry] };
      }
    }
  },
};
