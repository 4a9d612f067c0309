import type { Authorizer } from '../authorization/authorizer.ts';
import type { Judgement } from '../authorization/judgement.ts';
import { UnusablePolicyError } from '../authorization/policy-library.ts';
import type { Call } from '../operation/call.ts';
import type { AskedTags } from './asked-tags.ts';
import { UnknownTagsError } from './asked-tags.ts';
import { oddKeyOf } from './object-keys.ts';
import { inTurns } from './reading/in-turns.ts';
import { IncompleteCallError } from './requirements/call-view.ts';
import type { CallRequirement, RequirementFacts } from './requirements/call-view.ts';
import { requirementsOf } from './requirements/requirements-of.ts';
import type { RoutedCall } from './routed-call.ts';

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

/** Resources whose tags are asked for at the same time. */
const width = 8;

type Tags = Readonly<Record<string, string>>;

/** Decides what a call needs. Tags that are not known are asked for where what it needs depends on them, or a policy does, and
 * then everything is decided anew. */
export async function decide(call: Call, routed: RoutedCall, facts: RequirementFacts, { authorizer, askedTags, onFault }: VerdictOptions): Promise<Verdict> {
  const asked = new Map<string, Tags>();
  const inVain = new Set<string>();
  try {
    for (;;) {
      const unknown = new Map<string, UnknownTags>();
      const requirements = requirementsOf(routed, { ...facts, tagsOf: tagsOf(facts, asked, unknown) });
      const oddity = oddKeyOf(requirements);
      if (oddity !== undefined) return { kind: 'incomplete', reason: oddity };
      let wanted = false;
      const judgements = authorizer.judge(call, routed.actionPrefix, requirements, (key) => void (wanted ||= isTagKey(key)));
      const judgement = judgements.at(-1) ?? judgements[0];
      const missing = [...unknown].filter(([name, { how }]) => (wanted && !inVain.has(name)) || (how === 'needed' && judgement.decision.decision === 'allowed'));
      if (missing.length === 0) {
        authorizer.settle(call, judgements);
        return { kind: 'decided', requirements, judgement };
      }
      await inTurns(missing, width, async ([name, { arn, version, how }]) => {
        try {
          asked.set(name, await askedTags.of(arn, routed.region, facts.account, version));
        } catch (error) {
          // What a policy asks of them is unknown then; what the call needs has to be known.
          if (!(error instanceof UnknownTagsError) || how === 'needed') throw error;
          onFault(error, call.requestId);
          inVain.add(name);
        }
      });
    }
  } catch (error) {
    if (error instanceof IncompleteCallError) return { kind: 'incomplete', reason: error.message };
    if (!(error instanceof UnusablePolicyError || error instanceof UnknownTagsError)) throw error;
    onFault(error, call.requestId);
    return { kind: 'undecidable' };
  }
}

interface UnknownTags {
  readonly arn: string;
  /** Of an object. */
  readonly version: string | undefined;
  readonly how: 'wanted' | 'needed';
}

const tagsOf =
  (facts: RequirementFacts, asked: ReadonlyMap<string, Tags>, unknown: Map<string, UnknownTags>): NonNullable<RequirementFacts['tagsOf']> =>
  (arn, how = 'wanted', version = undefined) => {
    const name = version === undefined ? arn : `${arn}\n${version}`;
    const tags = asked.get(name) ?? facts.tagsOf?.(arn);
    if (!tags && unknown.get(name)?.how !== 'needed') unknown.set(name, { arn, version, how });
    return tags;
  };

const isTagKey = (key: string): boolean => /^[a-z0-9-]+:(?:resourcetag|existingobjecttag)\//.test(key);
