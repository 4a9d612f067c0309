import type { Outcome, DecidingType } from '../evaluation/decision.ts';
import type { AuthorizationRequest } from '../evaluation/request.ts';
import type { Semantics } from '../evaluation/semantics.ts';

/** What a case expects. `denied` is either denial. */
export interface Expectation {
  readonly decision: Outcome | 'denied';
  readonly by?: DecidingType;
}

/** A request to be decided, as case files hold it (the case format). */
export interface AuthorizationCase {
  readonly id?: string;
  readonly name?: string;
  readonly request: AuthorizationRequest;
  readonly expect?: Expectation;
  /** The switches that its policies were compiled with, where they are not the default. */
  readonly semantics?: Semantics;
}

/** Why a case cannot be read. The message names the field. */
export class CaseError extends Error {
  readonly code = 'unreadable-case';
  readonly field: string;
  readonly id: string | undefined;

  constructor(field: string, message: string, id?: string) {
    super(message);
    this.name = 'CaseError';
    this.field = field;
    this.id = id;
  }
}

/** What reading a case needs from outside. */
export interface CaseOptions {
  /** Reads the document that a case names by a path; without it, paths are errors. */
  readonly loadDocument?: (path: string) => string;
  /** Whether a condition key is known to be multi-valued (R1.5); `undefined` for a key that is not known. The key comes
   * in lower case. */
  readonly isMultivalued?: (key: string) => boolean | undefined;
  /** The switches that cases are decided with. */
  readonly semantics?: Semantics;
  /** The time of requests that do not give it. */
  readonly now?: Date;
}
