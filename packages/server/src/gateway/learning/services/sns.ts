import { findService } from '@assent/catalog';
import { compileAction } from '@assent/policy';
import type { PolicyDocument } from '@assent/policy';
import type { ResourcePolicyText } from '../../../directory/facts.ts';
import type { ResourceChange } from '../../../directory/resource-change.ts';
import type { Refusal } from '../../refusals/error-format.ts';
import { gone, madeUnlessKnown, policyChange, tagged, untagged } from '../changes.ts';
import type { ServiceLessons } from '../lesson.ts';
import { lessons } from '../lesson-rule.ts';
import type { LessonView } from '../lesson-view.ts';
import { checkEdited, editedPolicy, statementRemoved, withStatement } from '../policy-edit.ts';
import { checkPolicy, learnedPolicy, policyPut } from '../resource-policy.ts';
import type { PolicyRefusals } from '../resource-policy.ts';

const ownerActions = ['GetTopicAttributes', 'SetTopicAttributes', 'AddPermission', 'RemovePermission', 'DeleteTopic', 'Subscribe', 'ListSubscriptionsByTopic', 'Publish'].map((name) => `SNS:${name}`);

/** R11.24 */
function defaultPolicy({ learning: { account } }: LessonView, topic: string): ResourcePolicyText {
  const statement = { Sid: '__default_statement_ID', Effect: 'Allow', Principal: { AWS: '*' }, Action: ownerActions, Resource: topic, Condition: { StringEquals: { 'AWS:SourceOwner': account } } };
  return { text: JSON.stringify({ Version: '2008-10-17', Id: '__default_policy_ID', Statement: [statement] }), principals: {} };
}

const invalid = (message: string): Refusal => ({ status: 400, code: 'InvalidParameter', message: `Invalid parameter: ${message}` });
const outOfScope = invalid('Policy statement action out of service scope!');

const refusals: PolicyRefusals = {
  refuse: (fault) => invalid(fault.kind === 'document' ? 'Policy Error: null' : 'Policy Error: PrincipalNotFound'),
  judge: ({ statements }: PolicyDocument) => (statements.every(({ action }) => action.entries.every(({ value }) => isOfTopics(value))) ? undefined : outOfScope),
};

/** Whether a pattern of actions is about topics alone: `SNS:*` would reach what has no topic (R13.5). */
function isOfTopics(pattern: string): boolean {
  const service = findService('sns');
  const matches = compileAction(pattern);
  const found = service?.actionNames().filter((name) => matches(`sns:${name.toLowerCase()}`)) ?? [];
  // Older than the reference, and in many policies still.
  if (pattern.toLowerCase() === 'sns:receive') return true;
  return pattern !== '*' && found.length > 0 && found.every((name) => service?.action(name)?.resources.some(({ resourceType }) => resourceType.name === 'topic'));
}

const attributePolicy = (view: LessonView): string | undefined => (view.optional('AttributeName') === 'Policy' ? (view.optional('AttributeValue') ?? '') : undefined);
const givenPolicy = (view: LessonView): string | undefined => view.at(view.record('Attributes')).optional('Policy');

function addPermission(view: LessonView): readonly ResourceChange[] {
  const arn = view.subject();
  const accounts = view.texts('AWSAccountId').map((account) => `arn:${view.learning.partition}:iam::${account}:root`);
  const statement = { Sid: view.text('Label'), Effect: 'Allow', Principal: { AWS: accounts }, Action: view.texts('ActionName').map((action) => `SNS:${action}`), Resource: arn } as const;
  return policyChange(arn, withStatement(view, editedPolicy(view, arn), statement, '2008-10-17'));
}

/** Amazon SNS: topics. */
export const sns: ServiceLessons = lessons({
  CreateTopic: {
    check: checkPolicy(givenPolicy, refusals),
    learn: (view) => {
      const arn = view.subject();
      const text = givenPolicy(view);
      return madeUnlessKnown(view, arn, view.items('Tags'), text === undefined ? defaultPolicy(view, arn) : learnedPolicy(view, arn, text));
    },
  },
  DeleteTopic: { learn: (view) => gone(view.subject()) },
  SetTopicAttributes: {
    check: checkPolicy(attributePolicy, refusals),
    learn: (view) => {
      const text = attributePolicy(view);
      return text === undefined ? [] : policyPut(view, view.subject(), text);
    },
  },
  AddPermission: { check: (view) => (view.texts('ActionName').every((name) => isOfTopics(`sns:${name}`)) ? checkEdited(view) : outOfScope), learn: addPermission },
  RemovePermission: { learn: (view) => statementRemoved(view, view.subject(), view.text('Label')) },
  TagResource: { learn: (view) => tagged(view.subject(), view.items('Tags')) },
  UntagResource: { learn: (view) => untagged(view.subject(), view.items('TagKeys')) },
});
