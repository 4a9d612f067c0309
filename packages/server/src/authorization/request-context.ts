import type { ContextValue } from '@assent/policy';
import type { Call } from '../operation/call.ts';
import type { Keys } from './requirement.ts';

const single = (value: string): ContextValue => ({ values: [value], multi: false });

/** The condition keys of a call, those of the requirement among them (section 6 of evaluation.md). What follows from the
 * principal and the resource is the engine's to add. */
export function requestContext(call: Call, service: string, keys: Keys | undefined): ReadonlyMap<string, ContextValue> {
  const { caller } = call;
  const { session } = caller;
  const context = new Map<string, ContextValue>([
    ['aws:sourceip', single(call.sourceIp)],
    ['aws:securetransport', single(String(call.secure))],
    // Global services report their home region; STS is where it was called.
    ['aws:requestedregion', single(service === 'sts' ? call.region : homeRegion(call.partition))],
  ]);
  if (call.userAgent !== undefined) context.set('aws:useragent', single(call.userAgent));
  for (const { key, value } of caller.tags) context.set(`aws:principaltag/${key.toLowerCase()}`, single(value));
  if (session) {
    context.set('aws:tokenissuetime', single(new Date(session.issuedAt).toISOString()));
    // R4.15, D43: only sessions say whether a second factor was given, and chained ones do not carry it on.
    context.set('aws:multifactorauthpresent', single(String(session.mfaAt !== undefined)));
    if (session.mfaAt !== undefined) context.set('aws:multifactorauthage', single(String(Math.max(0, Math.floor((call.now.getTime() - session.mfaAt) / 1000)))));
    if (session.sourceIdentity !== undefined) context.set('aws:sourceidentity', single(session.sourceIdentity));
  }
  for (const [key, value] of Object.entries(keys ?? {})) {
    if (value === undefined) continue;
    context.set(key.toLowerCase(), typeof value === 'string' ? single(value) : { values: value, multi: true });
  }
  return context;
}

const homeRegions: Readonly<Record<string, string>> = { aws: 'us-east-1', 'aws-cn': 'cn-north-1', 'aws-us-gov': 'us-gov-west-1' };

export const homeRegion = (partition: string): string => homeRegions[partition] ?? 'us-east-1';
