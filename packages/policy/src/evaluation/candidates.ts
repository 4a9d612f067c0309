import { strength } from '../principal.ts';
import type { CompiledStatement } from '../statement/compiled-statement.ts';
import { allows, noOutcome, outcomeOf } from './outcome-bits.ts';
import type { SetOutcome } from './outcome-bits.ts';
import { ResourceIndex } from './resource-index.ts';
import type { SetMember } from './set-member.ts';

export interface CandidateIndex {
  readonly denying: ResourceIndex;
  readonly allowing: ResourceIndex;
}

/** The statements of a set whose action element matches an action, laid out for deciding. */
export class Candidates {
  /** What is said before anything but the action is known. */
  readonly given: SetOutcome;
  /** Whether that is all, because nothing is left to be asked. */
  readonly isSettled: boolean;
  /** Those that are still to be asked: denials, and allowances that can make a difference. */
  readonly denying: readonly CompiledStatement[];
  readonly allowing: readonly CompiledStatement[];
  /** Whether one allowance says all that allowances can say, because none of them names principals. */
  readonly oneAllows: boolean;
  /** Where they are many: the same two, found by resource. */
  readonly index: CandidateIndex | undefined;
  readonly #gather: () => readonly SetMember[];
  #members: readonly SetMember[] | undefined;

  /** @param gather finds all of them, in the order of the documents */
  constructor(statements: readonly CompiledStatement[], gather: () => readonly SetMember[]) {
    this.oneAllows = statements.every(({ matchesPrincipal }) => matchesPrincipal === undefined);
    let given: SetOutcome = noOutcome;
    for (const { isUnconditional, effect } of statements) if (isUnconditional) given |= outcomeOf(effect, strength.star);
    this.given = given;
    const asked = statements.filter(({ isUnconditional }) => !isUnconditional);
    this.denying = asked.filter(({ effect }) => effect === 'Deny');
    this.allowing = this.oneAllows && allows(given) ? [] : asked.filter(({ effect }) => effect === 'Allow').sort(byEffort);
    const count = this.denying.length + this.allowing.length;
    this.isSettled = count === 0;
    this.index = count < many ? undefined : { denying: new ResourceIndex(this.denying), allowing: new ResourceIndex(this.allowing) };
    this.#gather = gather;
  }

  /** All of them, in the order of the documents. */
  get members(): readonly SetMember[] {
    return (this.#members ??= this.#gather());
  }
}

/** From how many statements on an index by resource is faster than asking each. */
const many = 24;

/** Those with the fewest conditions first: where one is enough, it is found soonest. */
const byEffort = (a: CompiledStatement, b: CompiledStatement): number => a.conditions.length - b.conditions.length;
