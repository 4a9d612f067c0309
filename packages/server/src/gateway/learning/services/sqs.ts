import type { ResourceChange } from '../../../directory/resource-change.ts';
import { gone, madeUnlessKnown, policyChange, tagged, untagged } from '../changes.ts';
import type { ServiceLessons } from '../lesson.ts';
import { lessons } from '../lesson-rule.ts';
import type { LessonView } from '../lesson-view.ts';
import { checkEdited, editedPolicy, statementRemoved, withStatement } from '../policy-edit.ts';
import { learnedPolicy, policyPut } from '../resource-policy.ts';
import { checkQueuePolicy, policyOf, refusePermission } from './sqs-policy.ts';

function setPolicy(view: LessonView): readonly ResourceChange[] {
  const text = policyOf(view);
  if (text === undefined) return [];
  return text === '' ? policyChange(view.subject(), undefined) : policyPut(view, view.subject(), text);
}

function addPermission(view: LessonView): readonly ResourceChange[] {
  const arn = view.subject();
  const accounts = view.texts('AWSAccountIds').map((account) => `arn:${view.learning.partition}:iam::${account}:root`);
  const statement = { Sid: view.text('Label'), Effect: 'Allow', Principal: { AWS: accounts }, Action: view.texts('Actions').map((action) => `SQS:${action}`), Resource: arn } as const;
  return policyChange(arn, withStatement(view, editedPolicy(view, arn), statement, '2008-10-17'));
}

/** Amazon SQS. */
export const sqs: ServiceLessons = lessons({
  CreateQueue: {
    check: checkQueuePolicy,
    learn: (view) => {
      const text = policyOf(view);
      const arn = view.subject();
      return madeUnlessKnown(view, arn, view.record('tags'), text === undefined || text === '' ? undefined : learnedPolicy(view, arn, text));
    },
  },
  DeleteQueue: { learn: (view) => gone(view.subject()) },
  SetQueueAttributes: { check: checkQueuePolicy, learn: setPolicy },
  AddPermission: { check: (view) => refusePermission(view) ?? checkEdited(view), learn: addPermission },
  RemovePermission: { learn: (view) => statementRemoved(view, view.subject(), view.text('Label')) },
  TagQueue: { learn: (view) => tagged(view.subject(), view.record('Tags')) },
  UntagQueue: { learn: (view) => untagged(view.subject(), view.items('TagKeys')) },
});
