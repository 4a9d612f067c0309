import type { Locator } from '@assent/policy';
import { estateCode } from '../estate/estate-code.ts';
import { isAdministratorPolicy } from '../estate/managed-access.ts';
import { AwsFacts } from '../facts/aws-facts.ts';
import { taskRoleRemarks } from '../estate/task-roles.ts';
import type { Advice } from '../finding/finding.ts';
import { ownRules } from '../practice/own-rules.ts';
import type { Found, FoundPolicy, Remark } from '../template/found.ts';
import { awsRules } from '../validation/registry/aws-rules.ts';
import { adviceOn } from '../validation/validate-policy.ts';
import { checkFoundPolicy } from './policy-check.ts';

/** A finding with the resource or principal that it is about. */
export interface SubjectFinding extends Advice {
  readonly subject: string;
}

export interface LintOptions {
  /** Of the file's text. */
  readonly locator: Locator;
  /** Ids of accounts whose principals are not another account's, beside those that the file is of. */
  readonly accounts?: readonly string[];
  /** What checks know of AWS; shared where many files are checked. */
  readonly facts?: AwsFacts;
  /** For each policy; default 10,000. */
  readonly maxFindings?: number;
}

/** Checks everything that was found in a file, but for roles shared across files: the codes of AWS's ValidatePolicy and our
 * own, in the order of the file. */
export function lintFound(found: Found, text: string, { locator, accounts = [], maxFindings, facts = new AwsFacts() }: LintOptions): readonly SubjectFinding[] {
  const rules = [...awsRules, ...ownRules([...accounts, ...found.accounts])];
  const remarks: Remark[] = [...found.remarks, ...taskRoleRemarks(found.roles, found.workloads)];
  for (const { arn, subject, start, end } of found.attached) {
    if (isAdministratorPolicy(arn)) remarks.push({ code: 'ASSENT_ADMINISTRATOR_POLICY_ATTACHED', subject, details: `\`${arn}\` makes an administrator.`, start, end });
  }
  for (const { root, subject } of found.policies.filter(isTooLarge)) {
    remarks.push({ code: 'ASSENT_POLICY_TOO_LARGE', subject, details: `The policy has ${root.end - root.start} characters.`, start: root.start, end: root.start + 1 });
  }
  const all = [
    ...found.policies.filter((policy) => !isTooLarge(policy)).flatMap((policy) => checkFoundPolicy(policy, text, { rules, locator, facts, ...(maxFindings === undefined ? {} : { maxFindings }) }).map((advice) => ({ subject: policy.subject, ...advice }))),
    ...remarks.map((remark) => remarkFinding(remark, locator)),
  ];
  return all.sort((a, b) => offsetOf(a) - offsetOf(b));
}

const offsetOf = ({ finding: { locations } }: SubjectFinding): number => locations[0]?.span.start.offset ?? 0;

/** What `validatePolicy` takes of a text of its own. */
const largestPolicy = 1_048_576;

const isTooLarge = ({ root }: FoundPolicy): boolean => root.end - root.start > largestPolicy;

/** What is said about a role, a function, a user as a finding. */
export function remarkFinding({ code, details, subject, start, end }: Remark, locator: Locator): SubjectFinding {
  const about = estateCode(code);
  if (!about) throw new TypeError(`there is no code \`${code}\``);
  return { subject, ...adviceOn(about, { details, places: [{ path: [], start, end }] }, locator) };
}
