import { matchesAction } from './action.ts';
import type { Caller } from './caller.ts';
import type { Document, PolicyType } from './case.ts';
import { listOf } from './case.ts';
import { testCondition } from './condition.ts';
import type { Context } from './context.ts';
import type { Strength } from './principal.ts';
import { strengthsOf } from './principal.ts';
import { matchesResource } from './resource.ts';
import type { Semantics } from './semantics.ts';

/** A statement that matched. */
export interface Hit {
  readonly policyType: PolicyType;
  readonly level?: number;
  readonly documentIndex: number;
  readonly statementIndex: number;
  readonly effect: 'Allow' | 'Deny';
  /** In which the caller is named; none where the type has no principals. */
  readonly strengths: readonly Strength[];
}

export interface SetReading {
  readonly caller: Caller;
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
  readonly hasBoundary: boolean;
  readonly semantics: Semantics;
}

const usesPrincipal: ReadonlySet<PolicyType> = new Set<PolicyType>(['resource', 'resourceControl', 'vpcEndpoint']);

/** `evalSet` of 8.2: all statements of all documents of one type, or of one level of it. */
export function evaluateSet(documents: readonly Document[], type: PolicyType, reading: SetReading, level?: number): readonly Hit[] {
  const { caller, action, resource, context, hasBoundary, semantics } = reading;
  return documents.flatMap((document, documentIndex) =>
    listOf(document.Statement).flatMap((statement, statementIndex): Hit[] => {
      const strengths = usesPrincipal.has(type) ? strengthsOf(statement, { caller, context, hasBoundary, semantics }) : [];
      if (usesPrincipal.has(type) && strengths.length === 0) return [];
      if (!matchesAction(statement, action, semantics)) return [];
      const variables = document.Version === '2012-10-17'; // R2.9, R2.10
      if (!matchesResource(statement, resource, { type, variables, context, semantics })) return [];
      const holds = testCondition(statement.Condition, { context, variables, semantics });
      if (holds === 'false') return [];
      // R1.4: what cannot be decided keeps an Allow from matching, and denies as a Deny.
      if (holds === 'undecided' && !(semantics.failClosed && statement.Effect === 'Deny')) return [];
      return [{ policyType: type, ...(level === undefined ? {} : { level }), documentIndex, statementIndex, effect: statement.Effect, strengths }];
    }),
  );
}

export const allows = (hits: readonly Hit[]): boolean => hits.some(({ effect }) => effect === 'Allow');

export const denies = (hits: readonly Hit[]): boolean => hits.some(({ effect }) => effect === 'Deny');
