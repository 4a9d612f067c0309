import { GrantError } from '../grant-error.ts';
import { fingerprint } from '../output/fingerprint.ts';
import { canonical } from './policy-text.ts';
import type { PolicyObject, StatementObject } from './policy-text.ts';

/** What the Sids of a stack's statements begin with, in policies that it shares with others. */
export const sidPrefix = (stackName: string): string => `Assent${stackName.replaceAll(/[^A-Za-z0-9]/g, '')}${fingerprint(stackName)}`;

/** A statement with the Sid by which it is known to be the stack's, and to say what it says. */
export const signed = (prefix: string, statement: object): StatementObject => ({ Sid: `${prefix}${fingerprint(canonical(statement))}`, ...statement });

/** The statements of a stack in a policy: what is there, and what has to be. */
export interface OwnStatements {
  /** Of the Sids. */
  readonly prefix: string;
  readonly wanted: readonly StatementObject[];
  /** Whether nobody can change a statement under its Sid, as with Lambda, which writes them in its own words. */
  readonly fixed: boolean;
}

/** How a policy changes. */
export interface StatementChanges {
  readonly added: readonly StatementObject[];
  readonly removed: readonly StatementObject[];
}

/** Whether a statement is the stack's. */
export const isOwn = (prefix: string, { Sid }: StatementObject): boolean => typeof Sid === 'string' && Sid.startsWith(prefix);

const content = ({ Sid: _, ...said }: StatementObject): string => canonical(said);

/** What has to change so that a policy has the stack's statements, and none of the stack's that are not wanted. What a
 * statement of somebody else says already is not said twice. */
export function statementChanges(policy: PolicyObject | undefined, { prefix, wanted, fixed }: OwnStatements): StatementChanges {
  const there = policy?.Statement ?? [];
  const said = new Set(there.filter((statement) => !isOwn(prefix, statement)).map(content));
  const identity = fixed ? ({ Sid }: StatementObject): string => String(Sid) : canonical;
  const own = there.filter((statement) => isOwn(prefix, statement));
  const needed = wanted.filter((statement) => !said.has(content(statement)));
  const [neededTexts, ownTexts] = [new Set(needed.map(identity)), new Set(own.map(identity))];
  return { added: needed.filter((statement) => !ownTexts.has(identity(statement))), removed: own.filter((statement) => !neededTexts.has(identity(statement))) };
}

/** The policy with these changes; `undefined` where nothing is left of it.
 * @throws GrantError `policy-version` where the version of the policy would change what somebody's statement says */
export function withChanges(arn: string, policy: PolicyObject | undefined, { added, removed }: StatementChanges): PolicyObject | undefined {
  const gone = new Set(removed);
  const kept = (policy?.Statement ?? []).filter((statement) => !gone.has(statement));
  const Statement = [...kept, ...added];
  if (Statement.length === 0) return undefined;
  return { ...policy, ...(added.length === 0 ? {} : { Version: version(arn, policy, kept, added) }), Statement };
}

/** Variables are read as such since the version of 2012 alone (R2.10): before it, `${` is text like any other. */
function version(arn: string, policy: PolicyObject | undefined, kept: readonly StatementObject[], added: readonly StatementObject[]): string {
  const current = '2012-10-17';
  const old = policy === undefined ? current : (policy.Version ?? '2008-10-17');
  const hasVariables = (statements: readonly StatementObject[]): boolean => JSON.stringify(statements).includes('${');
  if (old === current || !hasVariables(kept)) return current;
  if (!hasVariables(added)) return old;
  throw new GrantError('policy-version', `the policy of \`${arn}\` has the version \`${old}\`, in which the variables that are granted would be plain text, and statements whose meaning the version \`${current}\` would change: bring these to \`${current}\` first`);
}
