import type { PolicyType, Statement } from './case.ts';
import { listOf } from './case.ts';
import type { Context } from './context.ts';
import { matchTokens } from './glob.ts';
import type { Semantics } from './semantics.ts';
import type { Token } from './variable.ts';
import { tokensOf } from './variable.ts';

/** What a resource pattern is read with. */
export interface ResourceReading {
  readonly type: PolicyType;
  /** R2.10: only under Version 2012-10-17. */
  readonly variables: boolean;
  readonly context: Context;
  readonly semantics: Semantics;
}

export function matchesResource(statement: Statement, resource: string, reading: ResourceReading): boolean {
  const listed = (patterns: Statement['Resource']): boolean =>
    listOf(patterns ?? []).some((pattern) => pattern !== null && matchesResourcePattern(pattern, resource, reading));
  if (statement.NotResource !== undefined) return !listed(statement.NotResource); // R3.9
  if (statement.Resource !== undefined) return listed(statement.Resource);
  return true; // R3.12, R2.20: what the policy hangs on
}

export function matchesResourcePattern(pattern: string, resource: string, reading: ResourceReading): boolean {
  if (pattern === '*') return true; // R3.5e
  if (resource === '*') return false; // R3.8
  const parts = pattern.split(':');
  // R3.11: what a request names begins with `arn`, so that no pattern that cannot begin so matches.
  if (parts.length >= 6) return matchesWhole(pattern, resource, reading);
  // R3.5f
  const asItStands = reading.semantics.shortArn === 'either' && matchesWhole(pattern, resource, reading);
  const completed = pattern + ':*'.repeat(6 - parts.length);
  switch (reading.type) {
    case 'resource':
    case 'vpcEndpoint':
      return /[*?]/.test(pattern) && (asItStands || matchesWhole(completed, resource, reading)); // R3.10
    default:
      return asItStands || matchesWhole(completed, resource, reading);
  }
}

function matchesWhole(pattern: string, resource: string, { variables, context, semantics }: ResourceReading): boolean {
  // R5.2: variables stand behind the fifth colon only.
  const tokens = tokensOf(pattern, variables ? behindFifthColon(pattern) : undefined, context);
  if (tokens === undefined) return false; // R5.4, R5.5
  const text = Array.from(resource);
  const colons = text.flatMap((character, position) => (character === ':' ? [position] : []));
  const fifth = colons[4] ?? text.length;
  const structural = (position: number): boolean => text[position] === ':' && position <= fifth; // R3.5a
  const within = (position: number): boolean => !structural(position) && (semantics.resourcePartColons === 'cross' || text[position] !== ':'); // R3.5c
  return matchTokens(tokens, text, {
    star: (token: Token, position) => (token.kind === 'star' && token.final && semantics.segmentFinalStar === 'cross') || within(position), // R3.5b
    question: within,
    same: (character, position) =>
      position < fifth && semantics.arnHeadCase === 'insensitive' ? character.toLowerCase() === text[position]?.toLowerCase() : character === text[position], // R3.6
  });
}

function behindFifthColon(pattern: string): number {
  return pattern.split(':').slice(0, 5).join(':').length + 1;
}
