import { parsePolicy } from '@assent/policy';
import type { PolicyDocument } from '@assent/policy';
import type { ResourcePolicyText } from '../../directory/facts.ts';
import type { ResourceChange } from '../../directory/resource-change.ts';
import { decidingText } from '../../directory/stored-principals.ts';
import type { Refusal } from '../refusals/error-format.ts';
import { policyChange } from './changes.ts';
import { LessonError } from './lesson.ts';
import { refuseUnclear } from './lesson-rule.ts';
import type { Check } from './lesson-rule.ts';
import type { LessonView } from './lesson-view.ts';
import { learnedPolicy } from './resource-policy.ts';

/** A statement as a service writes it. */
export interface WrittenStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Principal: '*' | Readonly<Record<string, string | readonly string[]>>;
  readonly Action: string | readonly string[];
  readonly Resource: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A policy with a statement more; one of the same id makes way. Whom the others mean stays as it was when they were written.
 * @param policy none yet: it is made */
export function withStatement(view: LessonView, policy: ResourcePolicyText | undefined, statement: WrittenStatement, version: PolicyDocument['version'] = '2012-10-17'): ResourcePolicyText {
  const written = JSON.stringify(statement);
  const added = learnedPolicy(view, statement.Resource, textOf({ version }, [written]));
  if (!policy) return added;
  // A namesake of who was meant before: the older statements name that one by its id (R7.3).
  const others = Object.fromEntries(Object.entries(policy.principals).filter(([name, id]) => Object.hasOwn(added.principals, name) && added.principals[name] !== id));
  const text = decidingText({ type: 'resource', text: policy.text, principals: others });
  const document = documentOf(view, text);
  return { text: textOf(document, [...statementsBut(document, statement.Sid), written]), principals: { ...policy.principals, ...added.principals } };
}

/** The change of a policy that loses the statement of an id; there is none left where nothing is left of it. */
export function statementRemoved(view: LessonView, arn: string, sid: string): readonly ResourceChange[] {
  const policy = view.known(arn)?.policy;
  if (!policy) return [];
  const document = documentOf(view, policy.text);
  const left = statementsBut(document, sid);
  return policyChange(arn, left.length === 0 ? undefined : { text: textOf(document, left), principals: policy.principals });
}

/** The policy of a resource that a call edits.
 * @throws LessonError where nothing is known of the resource: what it would be edited into is not known either */
export function editedPolicy(view: LessonView, arn: string): ResourcePolicyText | undefined {
  const known = view.known(arn);
  if (!known) throw new LessonError(view.call, unknownPolicy);
  return known.policy;
}

/** Refuses an edit of a policy that is not known: the gate would take what is added for all of it. */
export const checkEdited: Check = (view) => (view.known(view.subject()) ? undefined : refuseUnknown(view));

export const refuseUnknown = ({ call }: LessonView): Refusal => refuseUnclear(call, unknownPolicy);

const unknownPolicy = 'the policy that it edits is not known';

function documentOf(view: LessonView, text: string): PolicyDocument {
  const { document } = parsePolicy(text, { type: 'resource' });
  if (!document) throw new LessonError(view.call, 'the policy that it edits cannot be read');
  return document;
}

const statementsBut = ({ text, statements }: PolicyDocument, sid: string): readonly string[] =>
  statements.filter((statement) => statement.sid !== sid).map(({ span }) => text.slice(span.start.offset, span.end.offset));

const textOf = ({ version, id }: Pick<PolicyDocument, 'version' | 'id'>, statements: readonly string[]): string =>
  `{"Version":${JSON.stringify(version)},${id === undefined ? '' : `"Id":${JSON.stringify(id)},`}"Statement":[${statements.join(',')}]}`;
