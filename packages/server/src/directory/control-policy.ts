import { checkAcceptance, parsePolicy } from '@assent/policy';
import type { PolicyDocument } from '@assent/policy';

/** Whether a document may be stored as a control policy (R13.6, R10.5, R10.8, R3.10). */
export function meetsControlPolicyRules(type: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY', content: string): boolean {
  const resourceControl = type === 'RESOURCE_CONTROL_POLICY';
  const { document } = parsePolicy(content, { type: resourceControl ? 'resourceControl' : 'serviceControl' });
  if (!document) return false;
  if (!resourceControl) return checkAcceptance(content, 'managed') === undefined && shortArns(document).every((arn) => arn.endsWith('*'));
  return guardsOnly(document) && checkAcceptance(withoutPrincipals(content), 'managed') === undefined && shortArns(document).length === 0;
}

/** R10.8: what customers write denies, to everybody, by actions that are named. */
const guardsOnly = ({ statements }: PolicyDocument): boolean =>
  statements.every(({ effect, principal, action }) => effect === 'Deny' && !action.negated && principal?.negated === false && principal.entries.every(({ kind }) => kind === '*'));

/** Resources with fewer than six parts. */
const shortArns = ({ statements }: PolicyDocument): readonly string[] =>
  statements.flatMap(({ resource }) => resource?.entries.map(({ value }) => value) ?? []).filter((value) => value !== '*' && value.split(':').length < 6);

/** The same document as an identity policy, whose other rules are the same. It has been parsed, so that it is JSON of
 * the form of a policy and no key stands in it twice. */
function withoutPrincipals(content: string): string {
  const document = JSON.parse(content) as { readonly Statement: object | readonly object[] };
  const statements: readonly object[] = Array.isArray(document.Statement) ? (document.Statement as readonly object[]) : [document.Statement];
  return JSON.stringify({ ...document, Statement: statements.map((statement) => ({ ...statement, Principal: undefined })) });
}
