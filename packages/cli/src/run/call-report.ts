import { policyQuotas } from '@assent/grants';
import type { PolicyJson } from '@assent/grants';
import { countPolicyCharacters } from '@assent/policy';
import type { RecordedCall, RecordedNeed, SessionRecord } from '@assent/server';
import { visible } from '../explanation/visible.ts';
import { policyText, smallestPolicy } from './smallest-policy.ts';

/** What was asked as a role, and what that takes. */
export interface RoleReport {
  /** ARN. */
  readonly role: string;
  /** In whose name it was assumed. */
  readonly service: string;
  readonly calls: readonly RecordedCall[];
  /** Calls that the server had no room to record. */
  readonly dropped: number;
  /** Absent where nothing takes a policy. */
  readonly policy: PolicyJson | undefined;
  /** What the policy does not say, in sentences. */
  readonly remarks: readonly string[];
}

/** @param isPartial whether the server lost what was recorded before */
export function reportOf(role: string, service: string, { calls, dropped }: SessionRecord, isPartial: boolean): RoleReport {
  const policy = smallestPolicy(calls);
  return { role, service, calls, dropped, policy, remarks: [...incompleteness(dropped, isPartial), ...limits(calls), ...size(policy)] };
}

const isRefused = ({ code }: RecordedCall): boolean => code !== undefined;

const count = (calls: readonly RecordedCall[]): number => calls.reduce((sum, each) => sum + each.count, 0);

function incompleteness(dropped: number, isPartial: boolean): readonly string[] {
  return [
    ...(dropped > 0 ? [`${number(dropped, 'call', 'calls')} found no room in the server's record: the policy may lack what they need`] : []),
    ...(isPartial ? ['the server was started anew: what was called before is not in the record, and the policy may lack what it needs'] : []),
  ];
}

/** Denials that no policy of the role changes, and calls that were refused before it was known what they need. */
function limits(calls: readonly RecordedCall[]): readonly string[] {
  const refused = calls.filter(isRefused);
  const held = refused.flatMap(({ needs }) => needs.flatMap(sentencesOf));
  const unknown = refused.filter(({ needs }) => needs.length === 0).map(({ service, operation, code }) => `${service} ${operation} was refused without a decision (${code}): the policy does not cover it`);
  return [...new Set([...held, ...unknown])];
}

function sentencesOf({ action, resource, heldBy }: RecordedNeed): readonly string[] {
  if (!heldBy) return [];
  const { decision, policyType, policy, statement } = heldBy;
  const kind = kinds[policyType ?? ''] ?? 'another policy';
  if (decision === 'implicitDeny') return [`${action} on ${resource}: ${kind} must allow it, too`];
  const where = policy === undefined ? '' : ` (${policy}${statement === undefined ? '' : `, statement ${statement}`})`;
  return [`${action} on ${resource}: ${kind}${where} denies it, whatever else allows it`];
}

const kinds: Readonly<Record<string, string>> = {
  identity: 'a policy of the role',
  permissionsBoundary: 'the permissions boundary of the role',
  session: 'the session policy',
  resource: "the resource's policy",
  serviceControl: 'a service control policy',
  resourceControl: 'a resource control policy',
  vpcEndpoint: 'the policy of the VPC endpoint',
};

function size(policy: PolicyJson | undefined): readonly string[] {
  const characters = policy ? countPolicyCharacters(policyText(policy)) : 0;
  const { inline, managed } = policyQuotas.role;
  return characters > managed ? [`the policy has ${characters} characters; a managed policy takes ${managed}, the inline policies of a role ${inline} together`] : [];
}

/** A report for people.
 * @param what what ran as the role */
export function textReport(what: string, { role, service, calls, policy, remarks }: RoleReport): string {
  const [refused, other] = [true, false].map((was) => count(calls.filter((call) => isRefused(call) && (call.outcome === 'refused') === was)));
  const head = `assent: ${what} as ${role} (${service}): ${number(count(calls), 'call', 'calls')}, ${refused} refused${other === 0 ? '' : `, ${other} would be refused`}`;
  const lines = [...calls.flatMap(callLines), ...remarks.map((remark) => `  note: ${remark}`)];
  const grant = policy ? ['', 'The smallest policy that allows all of it:', ...policyText(policy).split('\n')] : ['', 'No policy is needed.'];
  return `${[head, ...lines, ...grant].map(visible).join('\n')}\n`;
}

function callLines({ service, operation, outcome, count: times, code, message, needs }: RecordedCall): readonly string[] {
  const became = code === undefined ? 'allowed' : outcome === 'refused' ? 'refused' : 'would be refused';
  const often = `${times}x`;
  const denied = needs.filter(({ decision }) => decision !== 'allowed');
  if (code === undefined) return (needs.length === 0 ? [`${service} ${operation}`] : needs.map(({ action, resource }) => `${action} ${resource}`)).map((what) => `  ${became} ${often} ${what}`);
  const reason = denied.find((need) => need.message !== undefined)?.message ?? message;
  const whats = denied.length === 0 ? [`${service} ${operation} (${code})`] : denied.map(({ action, resource }) => `${action} ${resource}`);
  return [...whats.map((what) => `  ${became} ${often} ${what}`), ...(reason === undefined ? [] : [`    ${reason}`])];
}

const number = (value: number, one: string, more: string): string => `${value} ${value === 1 ? one : more}`;
