import { parsePolicy } from '@assent/policy';
import type { Span } from '@assent/policy';
import { AccessError } from '../access/access-error.ts';
import type { ResourcePolicyText } from '../directory/resource-change.ts';
import type { Snapshot } from '../directory/snapshot.ts';
import { resolvePrincipals, UnknownPrincipalError } from '../directory/stored-principals.ts';
import { lessonOf } from '../gateway/learning/lesson-of.ts';
import { settingCall } from './setting-call.ts';

/** Reads a policy that a resource is to get, and refuses what its service would (R13.5, R13.9).
 * @param owner account
 * @throws AccessError `invalid-request`, which says where and what to do */
export function acceptablePolicy(text: string, arn: string, owner: string, snapshot: Snapshot): ResourcePolicyText {
  const { document, faults } = parsePolicy(text, { type: 'resource' });
  const [fault] = faults;
  if (!document) throw new AccessError('invalid-request', fault ? `the policy is none: ${at(fault.span)}${fault.message}` : 'the policy cannot be read');
  const nobody = document.statements.find(({ principal }) => principal === undefined);
  if (nobody) throw new AccessError('invalid-request', `${at(nobody.span)}the statement says nobody: a policy of a resource has a Principal in each of its statements`);
  const principals = resolved(text, snapshot, (value) => document.statements.flatMap(({ principal }) => principal?.entries ?? []).find((entry) => entry.value === value)?.span);
  const call = settingCall(arn, owner, text);
  const refusal = call && lessonOf(call)?.check?.(call, { partition: arn.split(':', 2)[1] ?? 'aws', account: owner, snapshot, canonical: (each) => each, known: (each) => snapshot.find('resource', each) });
  if (refusal) throw new AccessError('invalid-request', `${call.service} refuses the policy: ${refusal.message} (${refusal.code})`);
  return { text, principals };
}

function resolved(text: string, snapshot: Snapshot, spanOf: (value: string) => Span | undefined): ResourcePolicyText['principals'] {
  try {
    return resolvePrincipals(text, 'resource', snapshot);
  } catch (error) {
    if (!(error instanceof UnknownPrincipalError)) throw error;
    const span = spanOf(error.value);
    throw new AccessError('invalid-request', `${span ? at(span) : ''}there is no principal \`${error.value}\` (${error.kind}): make it first, or name its account`);
  }
}

const at = ({ start: { line, column } }: Span): string => `line ${line}, column ${column}: `;
