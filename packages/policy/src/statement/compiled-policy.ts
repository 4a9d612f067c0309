import type { PolicyDocument, PolicyType } from '../document/document.ts';
import { defaultSemantics } from '../evaluation/semantics.ts';
import type { Semantics } from '../evaluation/semantics.ts';
import { compileStatement } from './compiled-statement.ts';
import type { CompiledStatement } from './compiled-statement.ts';

/** A policy compiled for one use. Immutable; shared by everybody who holds the policy. */
export interface CompiledPolicy {
  readonly document: PolicyDocument;
  readonly type: PolicyType;
  /** What it is called in decisions: an ARN, or the name of an inline policy. */
  readonly name: string | undefined;
  readonly statements: readonly CompiledStatement[];
  readonly semantics: Semantics;
}

/** What a policy is compiled for, and what it is called. */
export interface CompileOptions {
  readonly type: PolicyType;
  readonly name?: string;
  readonly semantics?: Semantics;
}

/** Compiles a parsed document.
 * @example compilePolicy(document, { type: 'identity', name: 'read-orders' }) */
export function compilePolicy(document: PolicyDocument, { type, name, semantics = defaultSemantics }: CompileOptions): CompiledPolicy {
  return { document, type, name, statements: document.statements.map((statement) => compileStatement(statement, document, type, semantics)), semantics };
}
