import { parsePolicy } from '@assent/policy';
import type { Span } from '@assent/policy';
import { AccessError } from '../access/access-error.ts';
import type { ResourcePolicyText } from '../directory/facts.ts';
import type { Snapshot } from '../directory/snapshot.ts';
import { lessonOf } from '../gateway/learning/lesson-of.ts';
import { readResourcePolicy } from '../gateway/learning/resource-policy.ts';
import type { PolicyFault } from '../gateway/learning/resource-policy.ts';
import { settingCall } from './setting-call.ts';

/** Reads a policy that a resource is to get, and refuses what its service would (R13.5, R13.9).
 * @param owner account
 * @throws AccessError `invalid-request`, which says where and what to do */
export function acceptablePolicy(text: string, arn: string, owner: string, snapshot: Snapshot): ResourcePolicyText {
  const read = readResourcePolicy(text, snapshot);
  if ('fault' in read) throw new AccessError('invalid-request', explained(read.fault, text));
  const call = settingCall(arn, owner, text);
  const refusal = call && lessonOf(call)?.check?.(call, { partition: arn.split(':', 2)[1] ?? 'aws', account: owner, snapshot, canonical: (each) => each, known: (each) => snapshot.find('resource', each) });
  if (refusal) throw new AccessError('invalid-request', `${call.service} refuses the policy: ${refusal.message} (${refusal.code})`);
  return { text, principals: read.principals };
}

function explained(fault: PolicyFault, text: string): string {
  switch (fault.kind) {
    case 'document':
      return `${at(fault.fault.span)}the policy is none: ${fault.fault.message}`;
    case 'nobody':
      return `${at(fault.statement.span)}the statement says nobody: a policy of a resource has a Principal in each of its statements`;
    case 'principal': {
      const { kind, value } = fault.principal;
      const entries = parsePolicy(text, { type: 'resource' }).document?.statements.flatMap(({ principal }) => principal?.entries ?? []) ?? [];
      return `${at(entries.find((entry) => entry.kind === kind && entry.value === value)?.span)}there is no principal \`${value}\` (${kind}): make it first, or name its account`;
    }
  }
}

const at = (span: Span | undefined): string => (span ? `line ${span.start.line}, column ${span.start.column}: ` : '');
