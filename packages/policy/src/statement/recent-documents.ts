import type { PolicyDocument } from '../document/document.ts';

/** How many characters of text the documents have together that are kept parsed. */
const budget = 1_000_000;

/** The documents that were asked for last, by who asked. Parsed documents take many times the space of their texts, and
 * decisions do not need them: a few are kept for explanations, which ask for the same ones again. */
class RecentDocuments {
  /** The longest unused first. */
  readonly #documents = new Map<object, PolicyDocument>();
  #characters = 0;

  get(holder: object): PolicyDocument | undefined {
    const found = this.#documents.get(holder);
    if (!found) return undefined;
    this.#documents.delete(holder);
    this.#documents.set(holder, found);
    return found;
  }

  keep(holder: object, document: PolicyDocument): void {
    this.#documents.set(holder, document);
    this.#characters += document.text.length;
    for (const [oldest, { text }] of this.#documents) {
      if (this.#characters <= budget || oldest === holder) break;
      this.#documents.delete(oldest);
      this.#characters -= text.length;
    }
  }
}

export const recentDocuments = new RecentDocuments();
