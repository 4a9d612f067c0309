import type { FindingType } from '../finding/finding.ts';
import { learnMoreLink } from '../finding/learn-more.ts';
import type { PolicyKind } from '../view/policy-view.ts';
import { awsRules } from './registry/aws-rules.ts';

/** What there is to know about a code without a policy at hand. */
export interface CodeExplanation {
  readonly code: string;
  readonly type: FindingType;
  /** The kinds of policies that it is looked for in. */
  readonly kinds: readonly PolicyKind[];
  readonly meaning: string;
  /** What to write instead. */
  readonly remedy: string;
  readonly learnMoreLink: string;
}

/** Explains every code that `validatePolicy` finds, sorted by code. */
export const explainCodes = (): readonly CodeExplanation[] =>
  awsRules.map(({ code, type, kinds, meaning, remedy }) => ({ code, type, kinds, meaning, remedy, learnMoreLink: learnMoreLink(type, code) })).sort((a, b) => (a.code < b.code ? -1 : 1));
