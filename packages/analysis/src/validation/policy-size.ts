import type { PolicyView } from '../view/policy-view.ts';
import type { Detection } from './rule.ts';

/** A finding where a policy has more characters than it may (R14.2), at the whole document. */
export function* exceededSize(policy: PolicyView, size: number, quota: number, what: string): Generator<Detection> {
  if (size > quota) yield { details: `The ${what} has ${size} characters; its quota is ${quota}.`, places: [policy.whole] };
}
