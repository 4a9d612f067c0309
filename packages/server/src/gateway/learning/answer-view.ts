import { readCborBody } from '../routing/cbor-body.ts';
import type { BodyTree } from '../routing/body-tree.ts';
import { textOfBody } from '../routing/body.ts';
import { readJsonBody } from '../routing/json-body.ts';
import { Unroutable } from '../routing/unroutable.ts';
import { readXml } from '../routing/xml-reader.ts';
import type { XmlElement } from '../routing/xml-reader.ts';
import type { RoutedCall } from '../routed-call.ts';
import { LessonError } from './lesson.ts';
import type { LearnedAnswer } from './lesson.ts';

/** Bytes of an answer that are read, at the most. */
export const answerLimit = 4 << 20;

/** An answer as its protocol means it, read when it is first asked for. What is not there or has another form than expected is a
 * `LessonError`: an answer that is not understood teaches nothing. */
export class AnswerView {
  readonly #call: RoutedCall;
  readonly #read: () => BodyTree;
  #tree: BodyTree | undefined;

  constructor(call: RoutedCall, read: () => BodyTree) {
    this.#call = call;
    this.#read = read;
  }

  static of(call: RoutedCall, answer: LearnedAnswer): AnswerView {
    return new AnswerView(call, () => readAnswer(call, answer));
  }

  /** The text at a path of members.
   * @throws LessonError where there is none */
  text(...path: readonly string[]): string {
    const found = this.optional(...path);
    if (found === undefined || found === '') throw new LessonError(this.#call, `it has no \`${path.join('.')}\``);
    return found;
  }

  optional(...path: readonly string[]): string | undefined {
    const found = this.#find(path);
    if (found === undefined || found === null) return undefined;
    if (typeof found === 'string' || typeof found === 'number') return String(found);
    throw new LessonError(this.#call, `its \`${path.join('.')}\` is no text`);
  }

  /** What is inside a member; reading it fails where it is not there. */
  at(name: string): AnswerView {
    return new AnswerView(this.#call, () => this.#find([name]) ?? new Map());
  }

  /** The elements of a list; none where it is not there. */
  items(...path: readonly string[]): readonly AnswerView[] {
    const found = this.#find(path);
    // A list without elements is an empty text in XML.
    if (found === undefined || found === null || found === '') return [];
    if (!isList(found)) throw new LessonError(this.#call, `its \`${path.join('.')}\` is no list`);
    return found.map((item) => new AnswerView(this.#call, () => item));
  }

  /** The elements of a list of texts. */
  texts(...path: readonly string[]): readonly string[] {
    return this.items(...path).map((item) => item.text());
  }

  #find(path: readonly string[]): BodyTree | undefined {
    let found: BodyTree | undefined = (this.#tree ??= this.#read());
    for (const name of path) {
      if (found === undefined || found === null) return undefined;
      if (!(found instanceof Map)) throw new LessonError(this.#call, `it has no \`${path.join('.')}\``);
      found = (found as ReadonlyMap<string, BodyTree>).get(name);
    }
    return found;
  }
}

const isList = (tree: BodyTree): tree is readonly BodyTree[] => Array.isArray(tree);

function readAnswer(call: RoutedCall, { body }: LearnedAnswer): BodyTree {
  if (body.length > answerLimit) throw new LessonError(call, `it is larger than ${answerLimit} bytes`);
  try {
    return parseAnswer(call, body);
  } catch (error) {
    if (error instanceof Unroutable) throw new LessonError(call, error.message);
    throw error;
  }
}

function parseAnswer({ protocol, operation }: RoutedCall, body: Uint8Array): BodyTree {
  switch (protocol) {
    case 'json':
    case 'rest-json':
      return readJsonBody(textOfBody(body));
    case 'smithy-rpc-v2-cbor':
      return readCborBody(body);
    case 'query': {
      const root = readXml(textOfBody(body).trim());
      const result = root.children.find(({ name }) => name === `${operation}Result`);
      return result === undefined ? new Map() : treeOf(result);
    }
    case 'ec2':
    case 'rest-xml':
      return treeOf(readXml(textOfBody(body).trim()));
  }
}

/** An element as JSON would have it: lists are those of `member` and `item`, and of several elements of one name. */
function treeOf({ children, text }: XmlElement): BodyTree {
  const [first] = children;
  if (!first) return text;
  if (children.every(({ name }) => name === 'member' || name === 'item')) return children.map(treeOf);
  const members = new Map<string, BodyTree[]>();
  for (const child of children) {
    const held = members.get(child.name);
    if (held) held.push(treeOf(child));
    else members.set(child.name, [treeOf(child)]);
  }
  return new Map(Array.from(members, ([name, values]): [string, BodyTree] => [name, values.length === 1 ? (values[0] as BodyTree) : values]));
}
