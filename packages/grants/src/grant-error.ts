/** Wrong use of a grant. `code` is stable; the message says what to write instead. */
export class GrantError extends Error {
  readonly code: GrantErrorCode;

  constructor(code: GrantErrorCode, message: string) {
    super(message);
    this.name = 'GrantError';
    this.code = code;
  }
}

/** What can be wrong with a grant. */
export type GrantErrorCode =
  | 'invalid-account'
  | 'invalid-name'
  | 'duplicate-name'
  | 'not-a-grantee'
  | 'execution-role'
  | 'no-actions'
  | 'unknown-action'
  | 'foreign-action'
  | 'unknown-key'
  | 'key-not-of-action'
  | 'unknown-operator'
  | 'empty-condition'
  | 'no-resource-policy'
  | 'group-across-accounts'
  | 'principal-only'
  | 'role-not-shared'
  | 'not-granted'
  | 'wrong-use'
  | 'too-large'
  | 'cyclic-order'
  | 'unknown-target'
  | 'not-expressible'
  | 'missing-client'
  | 'wrong-account'
  | 'not-owned'
  | 'policy-version';
