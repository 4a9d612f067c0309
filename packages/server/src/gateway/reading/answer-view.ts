import type { BodyTree } from '../routing/body-tree.ts';
import type { XmlElement } from '../routing/xml-reader.ts';
import { AnswerError } from './reading-error.ts';

/** The answer of an upstream, or a structure inside it, read by the names that its API model has; JSON and XML alike. What is
 * not there is `undefined` or empty; what has another form than it should is an error. */
export class AnswerView {
  readonly #tree: BodyTree;
  readonly #xml: boolean;

  private constructor(tree: BodyTree, xml: boolean) {
    this.#tree = tree;
    this.#xml = xml;
  }

  static ofJson(tree: BodyTree): AnswerView {
    return new AnswerView(tree, false);
  }

  static ofXml(element: XmlElement): AnswerView {
    return new AnswerView(treeOf(element), true);
  }

  /** A text that must be there.
   * @throws AnswerError */
  text(name: string): string {
    const value = this.optional(name);
    if (value === undefined || value === '') throw new AnswerError(`the answer has no \`${name}\``);
    return value;
  }

  /** @throws AnswerError where it is no text */
  optional(name: string): string | undefined {
    const value = this.#member(name);
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string') throw new AnswerError(`\`${name}\` of the answer is no text`);
    return value;
  }

  /** @throws AnswerError where it is no integer from 0 */
  integer(name: string): number {
    const value = this.#member(name);
    const number = this.#xml && typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 0) throw new AnswerError(`\`${name}\` of the answer is no integer`);
    return number;
  }

  /** Whether something is said to be so; `false` where nothing is said. */
  truth(name: string): boolean {
    const value = this.#member(name);
    return value === true || (this.#xml && value === 'true');
  }

  /** A structure; empty where there is none. */
  at(name: string): AnswerView {
    return new AnswerView(this.#member(name) ?? new Map(), this.#xml);
  }

  /** The members of a structure that say something. */
  names(): readonly string[] {
    return this.#isEmpty(this.#tree) ? [] : Array.from(structure(this.#tree, 'what is asked for')).flatMap(([name, value]) => (value === null ? [] : [name]));
  }

  /** The structures of a list. */
  views(name: string): readonly AnswerView[] {
    return this.#items(name).map((item) => new AnswerView(item, this.#xml));
  }

  /** The texts of a list.
   * @throws AnswerError where it has something else */
  texts(name: string): readonly string[] {
    return this.#items(name).map((item) => {
      if (typeof item !== 'string') throw new AnswerError(`\`${name}\` of the answer is no list of texts`);
      return item;
    });
  }

  /** A map of texts; empty where there is none.
   * @throws AnswerError where it is none */
  record(name: string): Readonly<Record<string, string>> {
    const pairs = this.#xml ? this.views(name).map((entry) => [entry.text('key'), entry.optional('value') ?? ''] as const) : [...structure(this.#member(name) ?? new Map(), `\`${name}\``)];
    return Object.fromEntries(
      pairs.map(([key, value]) => {
        if (typeof value !== 'string') throw new AnswerError(`\`${name}\` of the answer is no map of texts`);
        return [key, value];
      }),
    );
  }

  #member(name: string): BodyTree | undefined {
    return this.#isEmpty(this.#tree) ? undefined : structure(this.#tree, `what has \`${name}\``).get(name);
  }

  /** An element without content is an empty structure, an empty list and an empty text. */
  #isEmpty(tree: BodyTree | undefined): boolean {
    return this.#xml && typeof tree === 'string' && !/[^ \t\r\n]/.test(tree);
  }

  #items(name: string): readonly BodyTree[] {
    const value = this.#member(name);
    if (value === undefined || value === null || this.#isEmpty(value)) return [];
    // In XML a list is an element that holds elements of one name.
    const held = this.#xml && value instanceof Map && value.size === 1 ? (value as ReadonlyMap<string, BodyTree>).values().next().value : value;
    if (Array.isArray(held)) return held as readonly BodyTree[];
    if (this.#xml && held !== undefined) return [held];
    throw new AnswerError(`\`${name}\` of the answer is no list`);
  }
}

function structure(tree: BodyTree, what: string): ReadonlyMap<string, BodyTree> {
  if (!(tree instanceof Map)) throw new AnswerError(`${what} is no structure in the answer`);
  return tree as ReadonlyMap<string, BodyTree>;
}

function treeOf({ children, text }: XmlElement): BodyTree {
  if (children.length === 0) return text;
  const groups = Map.groupBy(children, ({ name }) => name);
  return new Map(
    Array.from(groups, ([name, [first, ...more]]): [string, BodyTree] => {
      if (!first) throw new Error('a group of elements is empty');
      return [name, more.length === 0 ? treeOf(first) : [first, ...more].map(treeOf)];
    }),
  );
}
