import type { PolicyDocument, Statement } from '@assent/policy';
import type { Refusal } from '../../refusals/error-format.ts';
import type { LessonView } from '../lesson-view.ts';
import { checkPolicy, isOfService } from '../resource-policy.ts';

/** R11.23 */
const limits = { bytes: 8192, statements: 20, principals: 50, conditions: 10, actions: 7 } as const;

const invalid: Refusal = { status: 400, code: 'InvalidAttributeValue', message: 'Invalid value for the parameter Policy.' };

/** Checks the policy among a queue's attributes. An empty one takes the policy off. */
export const checkQueuePolicy = checkPolicy(
  (view) => {
    const text = policyOf(view);
    return text === '' ? undefined : text;
  },
  { refuse: () => invalid, judge: (document) => (isWithinLimits(document) && document.statements.every((statement) => isOfService(statement, 'sqs')) ? undefined : invalid) },
);

/** The attribute `Policy`; empty where it is to be taken off. */
export const policyOf = (view: LessonView): string | undefined => view.at(view.record('Attributes')).optional('Policy');

function isWithinLimits({ text, statements }: PolicyDocument): boolean {
  const sum = (count: (statement: Statement) => number): number => statements.reduce((total, statement) => total + count(statement), 0);
  return (
    Buffer.byteLength(text) <= limits.bytes &&
    statements.length <= limits.statements &&
    sum(({ principal }) => principal?.entries.length ?? 0) <= limits.principals &&
    sum(({ conditions }) => conditions.length) <= limits.conditions &&
    statements.every(({ action }) => action.entries.length <= limits.actions)
  );
}

/** What an owner can give others with AddPermission. */
const givenActions: ReadonlySet<string> = new Set(['*', 'SendMessage', 'ReceiveMessage', 'DeleteMessage', 'ChangeMessageVisibility', 'GetQueueAttributes', 'GetQueueUrl', 'ListDeadLetterSourceQueues', 'PurgeQueue']);

/** What SQS refuses in AddPermission. */
export function refusePermission(view: LessonView): Refusal | undefined {
  const actions = view.texts('Actions');
  if (actions.length > limits.actions) return { status: 403, code: 'OverLimit', message: `${actions.length} Actions were found, maximum allowed is ${limits.actions}.` };
  const forbidden = actions.find((action) => !givenActions.has(action));
  if (forbidden !== undefined) return invalidParameter(view, `Value SQS:${forbidden} for parameter ActionName is invalid. Reason: Only the queue owner is allowed to invoke this action.`);
  const stranger = view.texts('AWSAccountIds').find((account) => !/^\d{12}$/.test(account));
  return stranger === undefined ? undefined : invalidParameter(view, `Value [${stranger}] for parameter PrincipalId is invalid. Reason: Unable to verify.`);
}

const invalidParameter = ({ call }: LessonView, message: string): Refusal => ({ status: 400, code: call.protocol === 'query' ? 'InvalidParameterValue' : 'InvalidParameterValueException', message });
