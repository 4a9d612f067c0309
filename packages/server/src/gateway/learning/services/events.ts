import type { ResourceChange } from '../../../directory/resource-change.ts';
import { rootArn } from '../../../directory/arn.ts';
import type { Refusal } from '../../refusals/error-format.ts';
import { gone, made, madeUnlessKnown, policyChange, tagged, untagged } from '../changes.ts';
import { LessonError } from '../lesson.ts';
import type { ServiceLessons } from '../lesson.ts';
import { lessons } from '../lesson-rule.ts';
import type { Check } from '../lesson-rule.ts';
import type { LessonView } from '../lesson-view.ts';
import { editedPolicy, refuseUnknown, statementRemoved, withStatement } from '../policy-edit.ts';
import type { WrittenStatement } from '../policy-edit.ts';
import { checkPolicy, policyPut } from '../resource-policy.ts';

/** The bus whose permissions a call changes, which is not what it is authorized on. */
function bus(view: LessonView): string {
  const given = view.optional('EventBusName') ?? 'default';
  const name = /^(?:arn:[^:]+:events:[^:]+:\d{12}:event-bus\/)?([A-Za-z0-9._/-]{1,256})$/.exec(given)?.[1];
  if (name === undefined) throw new LessonError(view.call, 'its `EventBusName` is no bus');
  const arn = view.learning.canonical(given.startsWith('arn:') ? given : view.arn('events', `event-bus/${name}`));
  if (!view.owns(arn)) throw new LessonError(view.call, 'the bus is of another account');
  return arn;
}

const checkBus: Check = (view) => {
  bus(view);
  return undefined;
};

/** Everybody of an organization, where a condition says so. */
function condition(view: LessonView): Pick<WrittenStatement, 'Condition'> {
  if (!view.has('Condition')) return {};
  const given = view.at(view.record('Condition'));
  return { Condition: { [given.text('Type')]: { [given.text('Key')]: given.text('Value') } } };
}

/** The default bus is there without having been made. */
const isDefault = (view: LessonView, arn: string): boolean => arn === view.learning.canonical(view.arn('events', 'event-bus/default'));

function putPermission(view: LessonView): readonly ResourceChange[] {
  const arn = bus(view);
  if (view.has('Policy')) return policyPut(view, arn, view.text('Policy'));
  const principal = view.text('Principal');
  const statement: WrittenStatement = {
    Sid: view.text('StatementId'),
    Effect: 'Allow',
    Principal: principal === '*' ? '*' : { AWS: rootArn(view.learning.partition, principal) },
    Action: view.text('Action'),
    Resource: arn,
    ...condition(view),
  };
  const before = isDefault(view, arn) ? view.known(arn)?.policy : editedPolicy(view, arn);
  return policyChange(arn, withStatement(view, before, statement));
}

function removePermission(view: LessonView): readonly ResourceChange[] {
  const arn = bus(view);
  return view.optional('RemoveAllPermissions') === 'true' ? policyChange(arn, undefined) : statementRemoved(view, arn, view.text('StatementId'));
}

const malformed: Refusal = { status: 400, code: 'ValidationException', message: 'The policy is malformed, or names a principal that does not exist.' };
const invalidPrincipal: Refusal = { status: 400, code: 'ValidationException', message: 'The principal is neither an account nor `*`.' };
const checkWhole = checkPolicy((view) => view.optional('Policy'), { refuse: () => malformed });

function refusePermission(view: LessonView): Refusal | undefined {
  const arn = bus(view);
  if (view.has('Policy')) return checkWhole(view);
  if (!/^(?:\*|\d{12})$/.test(view.text('Principal'))) return invalidPrincipal;
  return isDefault(view, arn) || view.known(arn) ? undefined : refuseUnknown(view);
}

/** Amazon EventBridge: buses and rules. */
export const events: ServiceLessons = lessons({
  CreateEventBus: { learn: (view) => made(view, view.subject(), view.items('Tags')) },
  DeleteEventBus: { learn: (view) => gone(view.subject()) },
  PutPermission: { check: refusePermission, learn: putPermission },
  RemovePermission: { check: checkBus, learn: removePermission },
  PutRule: { learn: (view) => madeUnlessKnown(view, view.subject(), view.items('Tags')) },
  DeleteRule: { learn: (view) => gone(view.subject()) },
  TagResource: { learn: (view) => tagged(view.subject(), view.items('Tags')) },
  UntagResource: { learn: (view) => untagged(view.subject(), view.items('TagKeys')) },
});
