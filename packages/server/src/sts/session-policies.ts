import { deflateSync } from 'node:zlib';
import { checkAcceptance } from '@assent/policy';
import { findManagedPolicy } from '@assent/catalog';
import { parsePolicyArn } from '../directory/arn.ts';
import { malformed } from '../directory/fault.ts';
import type { Snapshot } from '../directory/snapshot.ts';
import { ApiError } from '../wire/api-error.ts';
import type { TagInput } from './session-tags.ts';

export interface PolicyInput {
  readonly Policy?: string | undefined;
  readonly PolicyArns?: readonly { readonly arn?: string | undefined }[] | undefined;
}

export interface SessionPolicies {
  readonly policies: readonly string[] | undefined;
  /** In the store's partition. */
  readonly policyArns: readonly string[] | undefined;
}

/** Plain text of all session policies together, and managed ones (R9.9). */
const textLimit = 2048;
const arnLimit = 10;

/** Checks the policies that are passed for a session (R13.10, R9.9).
 * @param account whose managed policies may be named besides AWS's
 * @throws ApiError `MalformedPolicyDocument`, `InvalidParameterValue` */
export function sessionPolicies({ Policy, PolicyArns }: PolicyInput, account: string, snapshot: Snapshot): SessionPolicies {
  if (Policy !== undefined) {
    if (Policy.length > textLimit) throw new ApiError('PackedPolicyTooLarge', `Packed policy consumes ${Math.ceil((100 * Policy.length) / textLimit)}% of allotted space, please use smaller policy.`);
    const refusal = checkAcceptance(Policy, 'session');
    if (refusal) throw malformed(refusal.message);
  }
  if ((PolicyArns?.length ?? 0) > arnLimit) throw new ApiError('InvalidParameterValue', `A session can have up to ${arnLimit} managed policies.`);
  const arns = PolicyArns?.map(({ arn = '' }) => managedArn(arn, account, snapshot));
  return { policies: Policy === undefined ? undefined : [Policy], policyArns: arns && arns.length > 0 ? arns : undefined };
}

function managedArn(text: string, account: string, snapshot: Snapshot): string {
  const parsed = parsePolicyArn(text);
  const exists = parsed && (parsed.account === 'aws' ? findManagedPolicy(parsed.arn) !== undefined : parsed.account === account && snapshot.findPolicy(parsed.arn) !== undefined);
  if (!parsed || !exists) throw new ApiError('InvalidParameterValue', `The policy ${text} does not exist or cannot be used for this session.`);
  return parsed.arn;
}

/** The share of the space that a session has for policies and tags, in percent (R9.9, D56).
 * @throws ApiError `PackedPolicyTooLarge` */
export function packedPolicySize({ policies, policyArns }: SessionPolicies, { Tags = [] }: TagInput): number {
  const minified = (policies ?? []).map((text) => JSON.stringify(JSON.parse(text)));
  const content = [...minified, ...(policyArns ?? []), ...Tags.flatMap(({ Key, Value }) => [Key, Value])].join('');
  if (content === '') return 0;
  const percent = Math.ceil((100 * deflateSync(content).length) / 512);
  if (percent > 100) throw new ApiError('PackedPolicyTooLarge', `Packed policy consumes ${percent}% of allotted space, please use smaller policy.`);
  return percent;
}
