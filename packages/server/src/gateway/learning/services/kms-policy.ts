import { compileAction } from '@assent/policy';
import type { PatternElement, PolicyDocument, PrincipalEntry, Statement } from '@assent/policy';
import type { Refusal } from '../../refusals/error-format.ts';
import type { LessonView } from '../lesson-view.ts';
import { checkPolicy } from '../resource-policy.ts';

const malformed = (message: string): Refusal => ({ status: 400, code: 'MalformedPolicyDocumentException', message });

/** Checks the policy that a key is to get. */
export const checkKeyPolicy = checkPolicy((view) => view.optional('Policy'), {
  refuse: (fault) => malformed(fault.kind === 'document' ? 'The new key policy is not a valid policy document.' : 'Policy contains a statement with one or more invalid principals.'),
  judge: (document, view) => (view.optional('BypassPolicyLockoutSafetyCheck') === 'true' || canBeChanged(document, view) ? undefined : malformed('The new key policy will not allow you to update the key policy in the future.')),
});

/** R11.14: somebody in the caller's account can still change the policy. */
const canBeChanged = ({ statements }: PolicyDocument, view: LessonView): boolean => statements.some((statement) => statement.effect === 'Allow' && matches(statement.action, 'kms:putkeypolicy') && reaches(statement, view.learning.account));

function matches({ negated, entries }: PatternElement, action: string): boolean {
  return entries.some(({ value }) => compileAction(value)(action)) !== negated;
}

function reaches({ principal }: Statement, account: string): boolean {
  if (!principal) return false;
  return principal.negated || principal.entries.some((entry) => isOfAccount(entry, account));
}

/** Everybody, the account, or a user, role or session of it; ids of users and roles are not told apart by account. */
const isOfAccount = ({ kind, value }: PrincipalEntry, account: string): boolean =>
  kind === '*' || (kind === 'AWS' && (value === '*' || value === account || value.split(':')[4] === account || /^A(?:IDA|ROA)/.test(value)));
