import type { HolderKind } from './account-state.ts';
import type { StatementChanges } from './own-statements.ts';
import type { PolicyObject, StatementObject } from './policy-text.ts';

interface OfHolder {
  readonly kind: HolderKind;
  readonly name: string;
}

/** One step of a plan. */
export type Change =
  | { readonly type: 'createPolicy'; readonly arn: string; readonly path: string; readonly name: string; readonly document: PolicyObject }
  | { readonly type: 'updatePolicy'; readonly arn: string; readonly document: PolicyObject; readonly was: PolicyObject }
  | { readonly type: 'deletePolicy'; readonly arn: string }
  | (OfHolder & { readonly type: 'createHolder'; readonly path: string; readonly trust?: PolicyObject })
  | (OfHolder & { readonly type: 'deleteHolder' })
  | { readonly type: 'updateTrust'; readonly kind: 'role'; readonly name: string; readonly document: PolicyObject; readonly was: PolicyObject | undefined }
  | (OfHolder & { readonly type: 'putInlinePolicy'; readonly policy: string; readonly document: PolicyObject; readonly was: PolicyObject | undefined })
  | (OfHolder & { readonly type: 'deleteInlinePolicy'; readonly policy: string; readonly was: PolicyObject })
  | (OfHolder & { readonly type: 'attachPolicy' | 'detachPolicy'; readonly arn: string })
  | { readonly type: 'createInstanceProfile'; readonly profile: string; readonly path: string }
  | { readonly type: 'deleteInstanceProfile'; readonly profile: string }
  | { readonly type: 'addToInstanceProfile' | 'removeFromInstanceProfile'; readonly profile: string; readonly role: string }
  | (StatementChanges & { readonly type: 'changeResourcePolicy'; readonly arn: string; readonly wanted: readonly StatementObject[] });

/** What is read besides, and is worth an eye. */
export interface PlanNote {
  readonly code: 'foreign-policy';
  readonly message: string;
}

/** What has to be done so that an account has what a stack grants, and nothing more of what it granted before. A plain value. */
export interface Plan {
  readonly stack: string;
  readonly account: string;
  /** In the order in which they are done. */
  readonly changes: readonly Change[];
  readonly notes: readonly PlanNote[];
}
