import type { ResourcePolicyText } from '../../../directory/facts.ts';
import type { ResourceChange } from '../../../directory/resource-change.ts';
import { rootArn } from '../../../directory/arn.ts';
import type { Refusal } from '../../refusals/error-format.ts';
import type { AnswerView } from '../../reading/answer-view.ts';
import { gone, made, tagged, untagged } from '../changes.ts';
import type { ServiceLessons } from '../lesson.ts';
import { lessons } from '../lesson-rule.ts';
import type { LessonView } from '../lesson-view.ts';
import { learnedPolicy, policyPut } from '../resource-policy.ts';
import { learnGrant, loseGrant, refuseGrant } from './kms-grant.ts';
import { checkKeyPolicy } from './kms-policy.ts';

/** R11.10: what a key has that is made without a policy. */
function defaultPolicy({ learning: { partition, account } }: LessonView): ResourcePolicyText {
  const statement = { Sid: 'Enable IAM User Permissions', Effect: 'Allow', Principal: { AWS: rootArn(partition, account) }, Action: 'kms:*', Resource: '*' };
  return { text: JSON.stringify({ Version: '2012-10-17', Id: 'key-default-1', Statement: [statement] }), principals: {} };
}

/** A new key and its policy: there is no key without one (R11.7). */
function madeKey(view: LessonView, answer: AnswerView, member: string): readonly ResourceChange[] {
  const metadata = answer.at(member);
  const id = metadata.text('KeyId');
  const arn = view.answered(metadata.text('Arn'), 'kms', (resource) => resource === `key/${id}`);
  return made(view, arn, view.items('Tags'), view.has('Policy') ? learnedPolicy(view, arn, view.text('Policy')) : defaultPolicy(view));
}

/** The alias is authorized first, the key behind it: the one that it stands for from now on comes last. */
function alias(view: LessonView): readonly ResourceChange[] {
  const target = view.call.operation === 'UpdateAlias' ? 2 : 1;
  return [{ kind: 'alias', arn: view.subject(0), target: view.subject(target) }];
}

/** A key has one policy. */
const refusePolicyName = (view: LessonView): Refusal | undefined => ((view.optional('PolicyName') ?? 'default') === 'default' ? undefined : { status: 400, code: 'NotFoundException', message: 'No such policy exists' });

/** AWS KMS. A key whose deletion is scheduled is still there. */
export const kms: ServiceLessons = lessons({
  CreateKey: { check: checkKeyPolicy, learn: (view, answer) => madeKey(view, answer(), 'KeyMetadata') },
  ReplicateKey: { check: checkKeyPolicy, learn: (view, answer) => madeKey(view, answer(), 'ReplicaKeyMetadata') },
  PutKeyPolicy: { check: (view) => refusePolicyName(view) ?? checkKeyPolicy(view), learn: (view) => policyPut(view, view.subject(), view.text('Policy')) },
  CreateAlias: { learn: alias },
  UpdateAlias: { learn: alias },
  DeleteAlias: { learn: (view) => gone(view.subject(0)) },
  CreateGrant: { check: refuseGrant, learn: (view, answer) => learnGrant(view, answer) },
  RetireGrant: { learn: loseGrant },
  RevokeGrant: { learn: loseGrant },
  TagResource: { learn: (view) => tagged(view.subject(), view.items('Tags')) },
  UntagResource: { learn: (view) => untagged(view.subject(), view.items('TagKeys')) },
});
