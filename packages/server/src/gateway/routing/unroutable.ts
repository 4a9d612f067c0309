/** Why a request is no call that the gate understands.
 * - `unknown`: there is no such service or operation
 * - `ambiguous`: two readers could take it for two different calls
 * - `malformed`: it breaks the rules of its protocol
 * - `tooLarge`: its body is larger than the gate reads */
export type UnroutableCode = 'unknown' | 'ambiguous' | 'malformed' | 'tooLarge';

/** Thrown inside routing, and turned into a value where it ends. */
export class Unroutable extends Error {
  readonly code: UnroutableCode;

  constructor(code: UnroutableCode, message: string) {
    super(message);
    this.name = 'Unroutable';
    this.code = code;
  }
}

export const unknown = (message: string): Unroutable => new Unroutable('unknown', message);
export const ambiguous = (message: string): Unroutable => new Unroutable('ambiguous', message);
export const malformed = (message: string): Unroutable => new Unroutable('malformed', message);
