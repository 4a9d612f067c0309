import type { Span } from './position.ts';

/** `2008-10-17` is also what an absent `Version` means (R2.9). */
export type PolicyVersion = '2012-10-17' | '2008-10-17';

/** What a document is used as: the grammar differs (policy-language.md section 3), and so do its parts in a decision. */
export type PolicyType =
  | 'identity'
  | 'permissionsBoundary'
  | 'session'
  | 'resource'
  | 'trust'
  | 'serviceControl'
  | 'resourceControl'
  | 'vpcEndpoint';

/** A text with the place it stands at. The span of a JSON string includes its quotes. */
export interface Located {
  readonly value: string;
  readonly span: Span;
}

/** One value of `Principal`: `kind` is the key of the map it stands under, or `*` for the bare string `"*"`. */
export interface PrincipalEntry extends Located {
  readonly kind: '*' | 'AWS' | 'Service' | 'Federated' | 'CanonicalUser';
}

/** `Principal` or `NotPrincipal` of a statement. */
export interface PrincipalElement {
  readonly negated: boolean;
  readonly entries: readonly PrincipalEntry[];
  readonly span: Span;
}

/** `Action` or `NotAction`, `Resource` or `NotResource`. `null` members of the list are dropped: they match nothing (R2.13). */
export interface PatternElement {
  readonly negated: boolean;
  readonly entries: readonly Located[];
  readonly span: Span;
}

/** One `operator: { key: values }` entry. Values are texts: numbers and booleans are written out (R2.19). */
export interface ConditionEntry {
  /** The whole operator as written, with set prefix and `IfExists`. */
  readonly operator: Located;
  readonly key: Located;
  readonly values: readonly Located[];
  readonly span: Span;
}

/** One statement as it is written, each element with its place. */
export interface Statement {
  readonly index: number;
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
  readonly principal?: PrincipalElement;
  readonly action: PatternElement;
  /** Absent where the policy hangs on its resource (trust policies, some resource policies). */
  readonly resource?: PatternElement;
  readonly conditions: readonly ConditionEntry[];
  /** From the statement's `{` to the character behind its `}`. */
  readonly span: Span;
}

/** A document without a document-level fault (L1). Immutable; `text` is exactly what was given. */
export interface PolicyDocument {
  readonly text: string;
  readonly version: PolicyVersion;
  /** False where `Version` was absent. */
  readonly versionStated: boolean;
  readonly id?: string;
  readonly statements: readonly Statement[];
}

/** A fault that keeps a document from being a policy (policy-language.md level L1). */
export interface DocumentFault {
  /** Stable, kebab-case: `not-json`, `duplicate-key`, `unknown-element`, `wrong-type`, `unknown-operator` … */
  readonly code: string;
  readonly message: string;
  readonly span: Span;
}

/** All faults at once; `document` is present exactly when there are none. */
export interface ParsedPolicy {
  readonly document?: PolicyDocument;
  readonly faults: readonly DocumentFault[];
}
