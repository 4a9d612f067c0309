import type { ResourceChange } from '../../../directory/resource-change.ts';
import { rootArn } from '../../../directory/arn.ts';
import type { Refusal } from '../../refusals/error-format.ts';
import type { AnswerView } from '../answer-view.ts';
import { gone, made, madeUnlessKnown, policyChange, tagged, untagged } from '../changes.ts';
import { LessonError } from '../lesson.ts';
import type { ServiceLessons } from '../lesson.ts';
import { lessons } from '../lesson-rule.ts';
import type { LessonView } from '../lesson-view.ts';
import { editedPolicy, statementRemoved, withStatement } from '../policy-edit.ts';
import type { WrittenStatement } from '../policy-edit.ts';
import { readResourcePolicy } from '../resource-policy.ts';

/** Whom a permission is for: everybody, an account, a user or role, or a service. */
function principalOf(view: LessonView): WrittenStatement['Principal'] {
  const given = view.text('Principal');
  if (given === '*') return '*';
  if (/^\d{12}$/.test(given)) return { AWS: rootArn(view.learning.partition, given) };
  return given.startsWith('arn:') ? { AWS: given } : { Service: given };
}

/** The statement that Lambda makes of a permission. */
function permission(view: LessonView, resource: string): WrittenStatement {
  const value = (key: string, parameter: string): Readonly<Record<string, string>> => {
    const given = view.optional(parameter);
    return given === undefined ? {} : { [key]: given };
  };
  const operators = {
    StringEquals: {
      ...value('AWS:SourceAccount', 'SourceAccount'),
      ...value('aws:PrincipalOrgID', view.call.operation === 'AddPermission' ? 'PrincipalOrgID' : 'OrganizationId'),
      ...value('lambda:EventSourceToken', 'EventSourceToken'),
      ...value('lambda:FunctionUrlAuthType', 'FunctionUrlAuthType'),
    },
    ArnLike: value('AWS:SourceArn', 'SourceArn'),
    Bool: value('lambda:InvokedViaFunctionUrl', 'InvokedViaFunctionUrl'),
  };
  const conditions = Object.entries(operators).filter(([, keys]) => Object.keys(keys).length > 0);
  return { Sid: view.text('StatementId'), Effect: 'Allow', Principal: principalOf(view), Action: view.text('Action'), Resource: resource, ...(conditions.length === 0 ? {} : { Condition: Object.fromEntries(conditions) }) };
}

const invalidPrincipal: Refusal = { status: 400, code: 'InvalidParameterValueException', message: 'The provided principal was invalid. Please check the principal and try again.' };

function refusePrincipal(view: LessonView): Refusal | undefined {
  const text = JSON.stringify({ Statement: permission(view, '*') });
  return 'fault' in readResourcePolicy(text, view.learning.snapshot) ? invalidPrincipal : undefined;
}

/** R11.25: the policy of the function, the version or the alias that is addressed. */
function addPermission(view: LessonView): readonly ResourceChange[] {
  const arn = view.subject();
  return policyChange(arn, withStatement(view, editedPolicy(view, arn), permission(view, arn)));
}

/** Versions and aliases are their function's owner's. */
function madeInFunction(view: LessonView, qualifier: string): readonly ResourceChange[] {
  const arn = view.subject(0, (given) => given.replace(/(:function:[^:]+):.*$/, '$1'));
  const qualified = `${arn}:${qualifier}`;
  return view.known(qualified) ? [] : made(view, qualified, {}, undefined, view.known(arn)?.account);
}

function version(view: LessonView, answer: AnswerView): string {
  const number = answer.text('Version');
  if (!/^\d{1,9}$/.test(number)) throw new LessonError(view.call, 'its `Version` is no number');
  return number;
}

/** AWS Lambda: functions, their versions and aliases, layers. */
export const lambda: ServiceLessons = lessons({
  CreateFunction: {
    learn: (view, answer) => {
      const arn = view.subject();
      const first = view.optional('Publish') === 'true' ? made(view, `${arn}:${version(view, answer)}`, {}) : [];
      return [...made(view, arn, view.record('Tags')), ...first];
    },
  },
  DeleteFunction: { learn: (view) => gone(view.subject()) },
  PublishVersion: { learn: (view, answer) => madeInFunction(view, version(view, answer)) },
  CreateAlias: { learn: (view) => madeInFunction(view, view.text('Name')) },
  DeleteAlias: { learn: (view) => gone(`${view.subject()}:${view.text('Name')}`) },
  AddPermission: { check: refusePrincipal, learn: addPermission },
  RemovePermission: { learn: (view) => statementRemoved(view, view.subject(), view.text('StatementId')) },
  PublishLayerVersion: {
    learn: (view, answer) => {
      const number = version(view, answer);
      return madeUnlessKnown(view, `${view.subject()}:${number}`, {});
    },
  },
  DeleteLayerVersion: { learn: (view) => gone(view.subject()) },
  AddLayerVersionPermission: { check: refusePrincipal, learn: addPermission },
  RemoveLayerVersionPermission: { learn: (view) => statementRemoved(view, view.subject(), view.text('StatementId')) },
  TagResource: { learn: (view) => tagged(view.subject(), view.record('Tags')) },
  UntagResource: { learn: (view) => untagged(view.subject(), view.items('TagKeys')) },
});
