import type { Refusal } from '../../refusals/error-format.ts';
import type { ResourceChange } from '../../../directory/resource-change.ts';
import { gone, made, madeUnlessKnown, policyChange, tagged, untagged } from '../changes.ts';
import { LessonError } from '../lesson.ts';
import type { ServiceLessons } from '../lesson.ts';
import { each, lessons } from '../lesson-rule.ts';
import type { Check } from '../lesson-rule.ts';
import type { LessonView } from '../lesson-view.ts';
import { checkPolicy, policyPut } from '../resource-policy.ts';

/** The group in what is authorized, which is all of its streams, or its ARN as tags name it. */
const groupOf = (arn: string): string => arn.replace(/:(?:log-stream:.*|\*)$/, '');
const group = (view: LessonView): string => view.subject(0, groupOf);

/** The call is authorized on no group, so that it has to be one of the caller's account. */
function groupWithPolicy(view: LessonView): string | undefined {
  const given = view.optional('resourceArn');
  if (given === undefined) return undefined;
  const arn = view.learning.canonical(groupOf(given));
  if (!view.owns(arn)) throw new LessonError(view.call, 'the log group is of another account');
  return arn;
}

const checkGroup: Check = (view) => {
  groupWithPolicy(view);
  return undefined;
};

/** The group that a policy is put on; a policy without one is the account's, for services that write there, and hangs on nothing. */
function policyOf(view: LessonView): readonly ResourceChange[] {
  const arn = groupWithPolicy(view);
  if (arn === undefined) return [];
  return view.call.operation === 'PutResourcePolicy' ? policyPut(view, arn, view.text('policyDocument')) : policyChange(arn, undefined);
}

const malformed: Refusal = { status: 400, code: 'InvalidParameterException', message: 'Policy document is malformed, or names a principal that does not exist.' };
const check = (parameter: string) => checkPolicy((view) => view.text(parameter), { refuse: () => malformed });

/** Amazon CloudWatch Logs: log groups and destinations. */
export const logs: ServiceLessons = lessons({
  CreateLogGroup: { learn: (view) => made(view, group(view), view.record('tags')) },
  DeleteLogGroup: { learn: (view) => gone(group(view)) },
  PutResourcePolicy: { check: (view) => checkGroup(view) ?? check('policyDocument')(view), learn: policyOf },
  DeleteResourcePolicy: { check: checkGroup, learn: policyOf },
  PutDestination: { learn: (view) => madeUnlessKnown(view, view.subject(), view.record('tags')) },
  PutDestinationPolicy: { check: check('accessPolicy'), learn: (view) => policyPut(view, view.subject(), view.text('accessPolicy')) },
  DeleteDestination: { learn: (view) => gone(view.subject()) },
  ...each('TagLogGroup TagResource', { learn: (view) => tagged(group(view), view.record('tags')) }),
  UntagLogGroup: { learn: (view) => untagged(group(view), view.items('tags')) },
  UntagResource: { learn: (view) => untagged(group(view), view.items('tagKeys')) },
});
