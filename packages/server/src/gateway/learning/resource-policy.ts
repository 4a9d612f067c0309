import { compilePolicy, isPublicPolicy, parsePolicy, policySet } from '@assent/policy';
import type { DocumentFault, PolicyDocument, PrincipalEntry, Statement } from '@assent/policy';
import { accountIn, rootResource, withAccount } from '../../directory/resource-arn.ts';
import type { ResourcePolicyText, StoredPrincipals } from '../../directory/facts.ts';
import type { ResourceChange } from '../../directory/resource-change.ts';
import type { Snapshot } from '../../directory/snapshot.ts';
import { resolvePrincipals, UnknownPrincipalError } from '../../directory/stored-principals.ts';
import type { Refusal } from '../refusals/error-format.ts';
import { policyChange } from './changes.ts';
import { LessonError } from './lesson.ts';
import type { LessonView } from './lesson-view.ts';
import type { Check } from './lesson-rule.ts';

/** Why a text is no policy that a resource can have: it is no policy at all, a statement is about nobody, or about somebody who
 * does not exist (R13.9). */
export type PolicyFault =
  | { readonly kind: 'document'; readonly fault: DocumentFault }
  | { readonly kind: 'nobody'; readonly statement: Statement }
  | { readonly kind: 'principal'; readonly principal: Pick<PrincipalEntry, 'kind' | 'value'> };

export type PolicyReading = { readonly document: PolicyDocument; readonly principals: StoredPrincipals } | { readonly fault: PolicyFault };

/** Reads a policy that is to hang on a resource, as decisions will. */
export function readResourcePolicy(text: string, snapshot: Snapshot): PolicyReading {
  const { document, faults } = parsePolicy(text, { type: 'resource' });
  const [fault] = faults;
  if (fault) return { fault: { kind: 'document', fault } };
  if (!document) throw new Error('a policy without faults has no document');
  const nobody = document.statements.find(({ principal }) => principal === undefined || principal.entries.length === 0);
  if (nobody) return { fault: { kind: 'nobody', statement: nobody } };
  try {
    return { document, principals: resolvePrincipals(text, 'resource', snapshot) };
  } catch (error) {
    if (error instanceof UnknownPrincipalError) return { fault: { kind: 'principal', principal: { kind: error.kind, value: error.value } } };
    throw error;
  }
}

/** A policy as it is kept from now on: whom it means found out, and its resource under the name that it is kept and decided on by,
 * where the upstream calls it by an account of its own.
 * @param arn of the resource that it hangs on
 * @throws LessonError where it is none */
export function learnedPolicy(view: LessonView, arn: string, text: string): ResourcePolicyText {
  const read = readResourcePolicy(text, view.learning.snapshot);
  if ('fault' in read) throw new LessonError(view.call, read.fault.kind === 'principal' ? 'the policy names a principal that does not exist' : 'the policy cannot be read');
  return { text: withKeptName(view, arn, read.document), principals: read.principals };
}

/** The change of a policy that is put in the place of what there was. */
export const policyPut = (view: LessonView, arn: string, text: string): readonly ResourceChange[] => policyChange(arn, learnedPolicy(view, arn, text));

function withKeptName({ learning }: LessonView, arn: string, { text, statements }: PolicyDocument): string {
  const isIt = (given: string): boolean => {
    const root = rootResource(given);
    return given.startsWith('arn:') && !/[*?]/.test(root) && learning.canonical(root) === rootResource(arn);
  };
  let named = '';
  let from = 0;
  for (const { value, span } of statements.flatMap(({ resource }) => resource?.entries ?? [])) {
    const kept = isIt(value) ? withAccount(value, accountIn(arn)) : value;
    if (kept === value) continue;
    named += text.slice(from, span.start.offset) + JSON.stringify(kept);
    from = span.end.offset;
  }
  return named + text.slice(from);
}

/** Whether a policy lets everybody in (R11.19). */
export const isPublic = (document: PolicyDocument): boolean => isPublicPolicy(policySet([compilePolicy(document, { type: 'resource' })]));

/** How a service refuses a policy. */
export interface PolicyRefusals {
  refuse(fault: PolicyFault): Refusal;
  /** What the service finds wrong with a policy that is one. */
  readonly judge?: (document: PolicyDocument, view: LessonView) => Refusal | undefined;
}

/** Checks the policy that a parameter holds, where there is one. */
export const checkPolicy =
  (textOf: (view: LessonView) => string | undefined, { refuse, judge }: PolicyRefusals): Check =>
  (view) => {
    const text = textOf(view);
    if (text === undefined) return undefined;
    const read = readResourcePolicy(text, view.learning.snapshot);
    return 'fault' in read ? refuse(read.fault) : judge?.(read.document, view);
  };

/** Whether every action of a statement is of a service, `*` included. */
export const isOfService = ({ action }: Statement, prefix: string): boolean => action.entries.every(({ value }) => value === '*' || value.toLowerCase().startsWith(`${prefix}:`));
