import type { Decision, DecidingType, MatchedStatement, Outcome } from './decision.ts';
import { findMatches } from './outcomes.ts';
import type { RequestView } from './request-view.ts';
import { differingSwitches } from './semantics.ts';
import type { Semantics } from './semantics.ts';

/** A decision as the engine gives it. */
export class TakenDecision implements Decision {
  readonly decision: Outcome;
  readonly by: DecidingType | undefined;
  readonly rule: string;
  readonly reason: string;
  #matched: readonly MatchedStatement[] | undefined;
  readonly #view: RequestView | undefined;
  readonly #semantics: Semantics;

  /** @param matched the statements that matched; `undefined`: they are looked for in `view` when they are asked for */
  constructor(decision: Outcome, by: DecidingType | undefined, rule: string, reason: string, matched: readonly MatchedStatement[] | undefined, view: RequestView | undefined, semantics: Semantics) {
    this.decision = decision;
    this.by = by;
    this.rule = rule;
    this.reason = reason;
    this.#matched = matched;
    this.#view = view;
    this.#semantics = semantics;
  }

  get matchedStatements(): readonly MatchedStatement[] {
    return (this.#matched ??= this.#view ? findMatches(this.#view) : []);
  }

  get switches(): Readonly<Record<string, string>> | undefined {
    return differingSwitches(this.#semantics);
  }

  /** The same as a plain object, with everything in it. */
  toJSON(): Decision {
    const { decision, by, rule, reason, matchedStatements, switches } = this;
    return { decision, by, rule, reason, matchedStatements, ...(switches ? { switches } : {}) };
  }
}
