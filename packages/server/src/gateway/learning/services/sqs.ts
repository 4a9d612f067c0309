import type { ResourceChange } from '../../../directory/resource-change.ts';
import type { AnswerView } from '../answer-view.ts';
import { gone, madeUnlessKnown, policyChange, tagged, untagged } from '../changes.ts';
import { LessonError } from '../lesson.ts';
import type { ServiceLessons } from '../lesson.ts';
import { lessons } from '../lesson-rule.ts';
import type { LessonView } from '../lesson-view.ts';
import { editedPolicy, statementRemoved, withStatement } from '../policy-edit.ts';
import { learnedPolicy } from '../resource-policy.ts';
import { checkQueuePolicy, policyOf, refusePermission } from './sqs-policy.ts';

/** The queue that an answer's URL names: later calls name it by this URL, whatever account is in it. */
function answeredQueue(view: LessonView, answer: AnswerView): string {
  const [, account, name] = /\/(\d{12})\/([A-Za-z0-9_-]{1,80}(?:\.fifo)?)$/.exec(answer.text('QueueUrl').slice(0, 2048)) ?? [];
  if (account === undefined || name !== view.text('QueueName')) throw new LessonError(view.call, 'its `QueueUrl` is not that of the queue that was asked for');
  return view.learning.canonical(`arn:${view.learning.partition}:sqs:${view.call.region}:${account}:${name}`);
}

function setPolicy(view: LessonView): readonly ResourceChange[] {
  const text = policyOf(view);
  if (text === undefined) return [];
  return policyChange(view.subject(), text === '' ? undefined : learnedPolicy(view, text));
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
    learn: (view, answer) => {
      const text = policyOf(view);
      return madeUnlessKnown(view, answeredQueue(view, answer), view.record('tags'), text === undefined || text === '' ? undefined : learnedPolicy(view, text));
    },
  },
  DeleteQueue: { learn: (view) => gone(view.subject()) },
  SetQueueAttributes: { check: checkQueuePolicy, learn: setPolicy },
  AddPermission: { check: refusePermission, learn: addPermission },
  RemovePermission: { learn: (view) => statementRemoved(view, view.subject(), view.text('Label')) },
  TagQueue: { learn: (view) => tagged(view.subject(), view.record('Tags')) },
  UntagQueue: { learn: (view) => untagged(view.subject(), view.items('TagKeys')) },
});
