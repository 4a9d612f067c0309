import type { KeyGrant } from '../../../directory/facts.ts';
import type { ResourceChange } from '../../../directory/resource-change.ts';
import { findPrincipalId } from '../../../directory/stored-principals.ts';
import type { Refusal } from '../../refusals/error-format.ts';
import { isRecord } from '../../requirements/call-view.ts';
import type { AnswerView } from '../../reading/answer-view.ts';
import { LessonError } from '../lesson.ts';
import type { LessonView } from '../lesson-view.ts';

/** Users and roles exist; accounts, sessions and services are not looked up (R13.9). */
const isUserOrRole = (arn: string): boolean => /^arn:[^:]+:iam::\d{12}:(?:user|role)\//.test(arn);

/** A grantee that does not exist gets no grant, and a constraint that is not understood would widen one. */
export function refuseGrant(view: LessonView): Refusal | undefined {
  const named = ['GranteePrincipal', 'RetiringPrincipal'].flatMap((name) => view.optional(name) ?? []);
  const stranger = named.find((arn) => isUserOrRole(arn) && findPrincipalId(arn, view.learning.snapshot) === undefined);
  if (stranger !== undefined) return { status: 400, code: 'InvalidArnException', message: `ARN does not refer to a valid principal: ${stranger}` };
  encryptionContext(view);
  return undefined;
}

/** R11.11 */
export function learnGrant(view: LessonView, answer: () => AnswerView): readonly ResourceChange[] {
  if (view.optional('DryRun') === 'true') return [];
  const idOf = (principal: string): string => findPrincipalId(principal, view.learning.snapshot) ?? principal;
  const retiring = view.optional('RetiringPrincipal');
  const constraint = encryptionContext(view);
  const grant: KeyGrant = { id: answer().text('GrantId'), grantee: idOf(view.text('GranteePrincipal')), ...(retiring === undefined ? {} : { retiring: idOf(retiring) }), operations: view.texts('Operations'), ...(constraint === undefined ? {} : { encryptionContext: constraint }) };
  return [{ kind: 'grant', arn: view.subject(), grant }];
}

/** @throws LessonError where a constraint is not understood */
function encryptionContext(view: LessonView): KeyGrant['encryptionContext'] {
  const constraints = Object.entries(view.record('Constraints')).filter(([, value]) => value !== undefined);
  const [first, ...others] = constraints;
  if (!first) return undefined;
  const [name, value] = first;
  const pairs = isRecord(value) ? Object.entries(value) : [];
  const kind = name === 'EncryptionContextEquals' ? 'equals' : name === 'EncryptionContextSubset' ? 'subset' : undefined;
  if (kind === undefined || others.length > 0 || !isRecord(value) || !pairs.every((pair): pair is [string, string] => typeof pair[1] === 'string')) throw new LessonError(view.call, 'the constraints of the grant are not understood');
  return { kind, pairs: Object.fromEntries(pairs) };
}

/** A grant that is taken back, or given back by its grantee.
 * @throws LessonError where it is named by its token, which is not kept */
export function loseGrant(view: LessonView): readonly ResourceChange[] {
  if (view.optional('DryRun') === 'true') return [];
  if (!view.has('GrantId')) throw new LessonError(view.call, 'it is not known which grant a token is of');
  return [{ kind: 'grantGone', arn: view.subject(), id: view.text('GrantId') }];
}
