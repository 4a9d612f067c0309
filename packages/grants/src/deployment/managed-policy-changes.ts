import type { AccountState } from './account-state.ts';
import type { Change } from './change.ts';
import { canonical } from './policy-text.ts';
import type { WantedPolicy } from './wanted-state.ts';

/** What makes the stack's managed policies what they have to be. */
export const policyChanges = (wanted: readonly WantedPolicy[], { policies }: AccountState): readonly Change[] =>
  wanted.flatMap(({ arn, name, document }): readonly Change[] => {
    const there = policies.get(arn);
    if (!there) return [{ type: 'createPolicy', arn, name, path: pathOf(arn), document }];
    if (canonical(there.document) === canonical(document)) return [];
    return [{ type: 'updatePolicy', arn, document, was: there.document }];
  });

/** What takes those away that are not wanted any more. */
export function policyRemovals(wanted: readonly WantedPolicy[], there: Iterable<string>): readonly Change[] {
  const kept = new Set(wanted.map(({ arn }) => arn));
  return [...new Set(there)].filter((arn) => !kept.has(arn)).map((arn) => ({ type: 'deletePolicy', arn }));
}

const pathOf = (arn: string): string => /:policy(\/(?:.*\/)?)[^/]+$/.exec(arn)?.[1] ?? '/';
