import type { Authorizer } from '../authorization/authorizer.ts';
import type { Judgement } from '../authorization/judgement.ts';
import { UnusablePolicyError } from '../authorization/policy-library.ts';
import type { Call } from '../operation/call.ts';
import type { AskedTags } from './asked-tags.ts';
import { oddKeyOf } from './object-keys.ts';
import { IncompleteCallError } from './requirements/call-view.ts';
import type { CallRequirement, RequirementFacts } from './requirements/call-view.ts';
import { requirementsOf } from './requirements/requirements-of.ts';
import type { RoutedCall } from './routed-call.ts';
import { TagFinding } from './tag-finding.ts';

/** Whether a call may go on. */
export type Verdict =
  | { readonly kind: 'decided'; readonly requirements: readonly CallRequirement[]; readonly judgement: Judgement }
  /** The call does not say what it is about, or not the same to everybody. */
  | { readonly kind: 'incomplete'; readonly reason: string }
  /** R1.4: what cannot be decided is denied. */
  | { readonly kind: 'undecidable' };

export interface VerdictOptions {
  readonly authorizer: Authorizer;
  readonly askedTags: AskedTags;
  onFault(error: unknown, requestId: string): void;
}

/** Decides what a call needs. Tags that are not known are asked for where what it needs depends on them, or a policy does, and
 * then everything is decided anew. */
export async function decide(call: Call, routed: RoutedCall, facts: RequirementFacts, { authorizer, askedTags, onFault }: VerdictOptions): Promise<Verdict> {
  const finding = new TagFinding(facts);
  try {
    for (;;) {
      const requirements = requirementsOf(routed, finding.facts);
      const oddity = oddKeyOf(requirements);
      if (oddity !== undefined) return { kind: 'incomplete', reason: oddity };
      let isWanted = false;
      const judgements = authorizer.judge(call, routed.actionPrefix, requirements, (key) => void (isWanted ||= isTagKey(key)));
      const judgement = judgements.at(-1) ?? judgements[0];
      const missing = finding.missing(isWanted, judgement.decision.decision === 'allowed');
      if (missing.length === 0) {
        authorizer.settle(call, judgements);
        return { kind: 'decided', requirements, judgement };
      }
      await finding.ask(missing, askedTags, routed.region, (error) => onFault(error, call.requestId));
    }
  } catch (error) {
    if (error instanceof IncompleteCallError) return { kind: 'incomplete', reason: error.message };
    if (!(error instanceof UnusablePolicyError)) throw error;
    onFault(error, call.requestId);
    return { kind: 'undecidable' };
  }
}

const isTagKey = (key: string): boolean => /^[a-z0-9-]+:(?:resourcetag|existingobjecttag)\//.test(key);
