import type { ResourceChange } from '../../../directory/resource-change.ts';
import { rootArn } from '../../../directory/arn.ts';
import type { Refusal } from '../../refusals/error-format.ts';
import type { AnswerView } from '../../reading/answer-view.ts';
import { gone, made, policyChange, tagged, untagged } from '../changes.ts';
import { LessonError } from '../lesson.ts';
import type { ServiceLessons } from '../lesson.ts';
import { lessons } from '../lesson-rule.ts';
import type { LessonView } from '../lesson-view.ts';
import { checkEdited, editedPolicy, statementRemoved, withStatement } from '../policy-edit.ts';
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

function refusePermission(view: LessonView): Refusal | undefined {
  const text = JSON.stringify({ Statement: permission(view, '*') });
  return 'fault' in readResourcePolicy(text, view.learning.snapshot) ? invalidPrincipal : checkEdited(view);
}

/** R11.25: the policy of the function, the version or the alias that is addressed. */
function addPermission(view: LessonView): readonly ResourceChange[] {
  const arn = view.subject();
  return policyChange(arn, withStatement(view, editedPolicy(view, arn), permission(view, arn)));
}

const unqualified = (view: LessonView): string => view.subject(0, (arn) => arn.replace(/(:function:[^:]+):.*$/, '$1'));

/** Versions and aliases are their function's owner's. */
function madeInFunction(view: LessonView, qualifier: string): readonly ResourceChange[] {
  const arn = unqualified(view);
  return made(view, `${arn}:${qualifier}`, {}, undefined, view.known(arn)?.account);
}

/** Published again without a change it is the version that there is. */
function publish(view: LessonView, answer: AnswerView): readonly ResourceChange[] {
  const version = publishedVersion(view, answer);
  return view.known(`${unqualified(view)}:${version}`) ? [] : madeInFunction(view, version);
}

function publishedVersion(view: LessonView, answer: AnswerView): string {
  const version = answer.text('Version');
  if (!/^\d{1,9}$/.test(version)) throw new LessonError(view.call, 'its `Version` is no number');
  return version;
}

/** AWS Lambda: functions, their versions and aliases, layers. */
export const lambda: ServiceLessons = lessons({
  CreateFunction: {
    learn: (view, answer) => {
      const arn = view.subject();
      const first = view.optional('Publish') === 'true' ? made(view, `${arn}:${publishedVersion(view, answer())}`, {}) : [];
      // With the versions and aliases of a function that had the name before.
      return [...gone(arn), ...made(view, arn, view.record('Tags')), ...first];
    },
  },
  DeleteFunction: { learn: (view) => gone(view.subject()) },
  PublishVersion: { learn: (view, answer) => publish(view, answer()) },
  CreateAlias: { learn: (view) => madeInFunction(view, view.text('Name')) },
  DeleteAlias: { learn: (view) => gone(`${unqualified(view)}:${view.text('Name')}`) },
  AddPermission: { check: refusePermission, learn: addPermission },
  RemovePermission: { learn: (view) => statementRemoved(view, view.subject(), view.text('StatementId')) },
  PublishLayerVersion: {
    learn: (view, answer) => {
      const version = answer().integer('Version');
      return made(view, `${view.subject()}:${version}`, {});
    },
  },
  DeleteLayerVersion: { learn: (view) => gone(view.subject()) },
  AddLayerVersionPermission: { check: refusePermission, learn: addPermission },
  RemoveLayerVersionPermission: { learn: (view) => statementRemoved(view, view.subject(), view.text('StatementId')) },
  TagResource: { learn: (view) => tagged(view.subject(), view.record('Tags')) },
  UntagResource: { learn: (view) => untagged(view.subject(), view.items('TagKeys')) },
});
