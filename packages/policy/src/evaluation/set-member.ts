import type { CompiledPolicy } from '../statement/compiled-policy.ts';
import type { CompiledStatement } from '../statement/compiled-statement.ts';
import type { DecidingType, MatchedStatement } from './decision.ts';

/** A statement of a set, with the place of its document in the set. */
export class SetMember {
  readonly compiled: CompiledStatement;
  readonly documentIndex: number;
  #record: MatchedStatement | undefined;

  constructor(compiled: CompiledStatement, documentIndex: number) {
    this.compiled = compiled;
    this.documentIndex = documentIndex;
  }

  get policy(): CompiledPolicy {
    return this.compiled.policy;
  }

  /** What is recorded of it where it matched: made once, since a set is nearly always used for one thing. */
  record(policyType: DecidingType, level: number | undefined): MatchedStatement {
    const made = this.#record;
    if (made?.policyType === policyType && made.level === level) return made;
    const { sid, index, effect, policy } = this.compiled;
    return (this.#record = Object.freeze({
      policyType,
      documentIndex: this.documentIndex,
      statementIndex: index,
      effect,
      ...(policy.name === undefined ? {} : { policy: policy.name }),
      ...(level === undefined ? {} : { level }),
      ...(sid === undefined ? {} : { sid }),
    }));
  }
}
