import type { PolicyDocument, PolicyType } from '../document/document.ts';
import { parsePolicy } from '../document/parse.ts';
import type { RequestAction } from '../evaluation/action.ts';
import { defaultSemantics } from '../evaluation/semantics.ts';
import type { Semantics } from '../evaluation/semantics.ts';
import { ActionIndex } from './action-index.ts';
import { CompiledStatement } from './compiled-statement.ts';
import { recentDocuments } from './recent-documents.ts';

/** A policy compiled for one use. Immutable; shared by everybody who holds the policy. It keeps the text of its document,
 * and the parsed document no longer than it is used: decisions do not. */
export class CompiledPolicy {
  readonly type: PolicyType;
  /** What it is called in decisions: an ARN, or the name of an inline policy. */
  readonly name: string | undefined;
  readonly statements: readonly CompiledStatement[];
  readonly semantics: Semantics;
  readonly #text: string;
  #index: ActionIndex | undefined;

  constructor(document: PolicyDocument, type: PolicyType, name: string | undefined, semantics: Semantics) {
    this.type = type;
    this.name = name;
    this.semantics = semantics;
    this.#text = document.text;
    this.statements = document.statements.map((statement) => new CompiledStatement(statement, document, this));
  }

  /** The document it was compiled from. */
  get document(): PolicyDocument {
    const recent = recentDocuments.get(this);
    if (recent) return recent;
    // It has been parsed before: no limit stops it now, nor what one type alone refuses.
    const { document } = parsePolicy(this.#text, { maxSize: Number.POSITIVE_INFINITY, maxDepth: Number.POSITIVE_INFINITY });
    if (!document) throw new Error(`the text of the policy ${this.name ?? ''} is no policy any more`);
    recentDocuments.keep(this, document);
    return document;
  }

  /** The statements whose action element matches, in order. */
  matching(action: RequestAction): readonly CompiledStatement[] {
    return (this.#index ??= new ActionIndex(this.statements)).find(action.name);
  }
}

/** What a policy is compiled for, and what it is called. */
export interface CompileOptions {
  readonly type: PolicyType;
  readonly name?: string;
  readonly semantics?: Semantics;
}

/** Compiles a parsed document.
 * @example compilePolicy(document, { type: 'identity', name: 'read-orders' }) */
export const compilePolicy = (document: PolicyDocument, { type, name, semantics = defaultSemantics }: CompileOptions): CompiledPolicy => new CompiledPolicy(document, type, name, semantics);
