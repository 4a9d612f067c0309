import { registryPolicy } from '../../../directory/resource-change.ts';
import type { Refusal } from '../../refusals/error-format.ts';
import { gone, made, policyChange, tagged, untagged } from '../changes.ts';
import type { ServiceLessons } from '../lesson.ts';
import { lessons } from '../lesson-rule.ts';
import type { LessonView } from '../lesson-view.ts';
import { checkPolicy, isOfService, policyPut } from '../resource-policy.ts';

const invalid = (what: string): Refusal => ({ status: 400, code: 'InvalidParameterException', message: `Invalid parameter at 'PolicyText' failed to satisfy constraint: 'Invalid ${what} policy provided'` });

const check = (what: string) => checkPolicy((view) => view.text('policyText'), { refuse: () => invalid(what), judge: ({ statements }) => (statements.every((statement) => isOfService(statement, 'ecr')) ? undefined : invalid(what)) });

/** The registry of the caller's account in the call's region. */
const registry = ({ call, learning: { partition, account } }: LessonView): string => registryPolicy(partition, call.region, account);

/** Amazon ECR (R11.26). */
export const ecr: ServiceLessons = lessons({
  CreateRepository: { learn: (view) => made(view, view.subject(), view.items('tags')) },
  DeleteRepository: { learn: (view) => gone(view.subject()) },
  SetRepositoryPolicy: { check: check('repository'), learn: (view) => policyPut(view, view.subject(), view.text('policyText')) },
  DeleteRepositoryPolicy: { learn: (view) => policyChange(view.subject(), undefined) },
  PutRegistryPolicy: { check: check('registry'), learn: (view) => policyPut(view, registry(view), view.text('policyText')) },
  DeleteRegistryPolicy: { learn: (view) => policyChange(registry(view), undefined) },
  TagResource: { learn: (view) => tagged(view.subject(), view.items('tags')) },
  UntagResource: { learn: (view) => untagged(view.subject(), view.items('tagKeys')) },
});
