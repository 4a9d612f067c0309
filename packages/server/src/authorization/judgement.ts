import type { AuthorizationRequest, Decision } from '@assent/policy';

/** One decision, with the question that it answers. */
export interface Judgement {
  readonly request: AuthorizationRequest;
  readonly decision: Decision;
}
