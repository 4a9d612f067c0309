import type { Refusal } from '../../refusals/error-format.ts';
import type { AnswerView } from '../../reading/answer-view.ts';
import { gone, madeUnlessKnown, policyChange, tagged, untagged } from '../changes.ts';
import type { ServiceLessons } from '../lesson.ts';
import { lessons } from '../lesson-rule.ts';
import type { LessonView } from '../lesson-view.ts';
import { checkPolicy, isOfService, isPublic, policyPut } from '../resource-policy.ts';

/** The secret that an answer names: what was asked for, with or without the six characters at the end of it. */
function answeredSecret(view: LessonView, answer: AnswerView, name: string): string {
  const asked = name.startsWith('arn:') ? name.split(':').slice(5).join(':') : `secret:${name}`;
  return view.answered(answer.text('ARN'), 'secretsmanager', (resource) => resource === asked || (resource.startsWith(`${asked}-`) && /^[A-Za-z0-9]{6}$/.test(resource.slice(asked.length + 1))));
}

const malformed = (message: string): Refusal => ({ status: 400, code: 'MalformedPolicyDocumentException', message });

const checkSecretPolicy = checkPolicy((view) => view.text('ResourcePolicy'), {
  refuse: (fault) => malformed(fault.kind === 'document' ? 'This resource policy contains a syntax error.' : 'This resource policy contains an unsupported principal.'),
  judge: (document, view) => {
    if (!document.statements.every((statement) => isOfService(statement, 'secretsmanager'))) return malformed('This resource policy contains an unsupported action.');
    // R11.26
    if (view.optional('BlockPublicPolicy') !== 'true' || !isPublic(document)) return undefined;
    return { status: 400, code: 'PublicPolicyException', message: 'The resource policy allows broad access to the secret.' };
  },
});

/** AWS Secrets Manager. A secret that is deleted can be restored, unless that is waived; its ARN never comes again. */
export const secretsmanager: ServiceLessons = lessons({
  CreateSecret: { learn: (view, answer) => madeUnlessKnown(view, answeredSecret(view, answer(), view.text('Name')), view.items('Tags')) },
  DeleteSecret: { learn: (view, answer) => (view.optional('ForceDeleteWithoutRecovery') === 'true' ? gone(answeredSecret(view, answer(), view.text('SecretId'))) : []) },
  PutResourcePolicy: { check: checkSecretPolicy, learn: (view, answer) => policyPut(view, answeredSecret(view, answer(), view.text('SecretId')), view.text('ResourcePolicy')) },
  DeleteResourcePolicy: { learn: (view, answer) => policyChange(answeredSecret(view, answer(), view.text('SecretId')), undefined) },
  TagResource: { learn: (view) => tagged(view.exact(), view.items('Tags')) },
  UntagResource: { learn: (view) => untagged(view.exact(), view.items('TagKeys')) },
});
