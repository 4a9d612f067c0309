import type { GrantStatement } from '../statement/statement.ts';

/** One granted statement where it lies, in the policy of a grantee or of a resource, so that the grant that put it there
 * can still narrow it. */
export class Slot {
  statement: GrantStatement;
  /** Granted along with what was asked for: the key of an encrypted queue. It keeps its own conditions. */
  readonly companion: boolean;
  /** What was asked for, in words: the resource that the grant is on. A companion was not asked for: it came along. */
  origin: string | undefined;

  constructor(statement: GrantStatement, companion: boolean) {
    this.statement = statement;
    this.companion = companion;
  }
}
