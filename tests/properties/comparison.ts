import { evaluate, readJsonLines } from '@assent/policy';
import type { AuthorizationRequest, Decision } from '@assent/policy';
import type { Case } from '../reference/case.ts';
import { decide } from '../reference/evaluate.ts';

export const now = new Date('2026-06-01T00:00:00Z');

/** What both evaluators say of a case, in one form. */
export interface Answer {
  readonly decision: string;
  readonly by: string | undefined;
  readonly matched: readonly string[];
}

/** Reads a case as the engine takes it. */
export function requestOf(given: Case): AuthorizationRequest {
  const [only] = readJsonLines(JSON.stringify(given), { now });
  if (!only) throw new Error('there is no case');
  if ('error' in only) throw only.error;
  return only.read.request;
}

type Matched = Pick<Decision['matchedStatements'][number], 'policyType' | 'level' | 'documentIndex' | 'statementIndex' | 'effect'>;

const place = ({ policyType, level, documentIndex, statementIndex, effect }: Matched): string =>
  `${policyType}${level === undefined ? '' : `[${level}]`}[${documentIndex}].Statement[${statementIndex}] ${effect}`;

const answer = ({ decision, by, matchedStatements }: { readonly decision: string; readonly by?: string | undefined; readonly matchedStatements: readonly Matched[] }): Answer => ({
  decision,
  by,
  matched: matchedStatements.map(place).sort(),
});

export const ofEngine = (given: Case): Answer => answer(evaluate(requestOf(given)));

export const ofReference = (given: Case): Answer => answer(decide(given, now));

/** Where the two differ; `undefined` where they agree. */
export function differenceOf(given: Case): { readonly engine: Answer; readonly reference: Answer } | undefined {
  const [engine, reference] = [ofEngine(given), ofReference(given)];
  return JSON.stringify(engine) === JSON.stringify(reference) ? undefined : { engine, reference };
}

/** A line for a cases file: what fails, ready to be pasted. */
export const caseLine = (given: Case, reference: Answer): string =>
  JSON.stringify({ id: 'NEW', rule: 'R?', name: '…', ...given, expect: reference.by === undefined ? reference.decision : { decision: reference.decision, by: reference.by } });
