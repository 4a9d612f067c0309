import { decimalText } from '../document/parse.ts';
import { parseJson } from '../document/json-tree.ts';
import type { JsonNode } from '../document/json-tree.ts';

/** A case file's content as plain values, whatever it was written in. */
export type CaseValue = string | number | boolean | null | readonly CaseValue[] | { readonly [key: string]: CaseValue };

/** What was written where an object stands, so that a policy document in it is read as its own text: with its places and
 * its repeated keys. */
export interface WrittenObjects {
  textOf(object: object): string | undefined;
  repeatedKeyOf(object: object): string | undefined;
}

export const nothingWritten: WrittenObjects = { textOf: () => undefined, repeatedKeyOf: () => undefined };

export interface ReadValue {
  readonly value: CaseValue;
  readonly written: WrittenObjects;
}

/** Reads JSON text.
 * @throws SyntaxError with line and column */
export function readJsonValue(text: string, firstLine = 1): ReadValue {
  const parsed = parseJson(text, 64);
  if ('fault' in parsed) {
    const before = text.slice(0, parsed.fault.offset).split('\n');
    throw new SyntaxError(`line ${firstLine + before.length - 1}, column ${(before.at(-1)?.length ?? 0) + 1}: not JSON: ${parsed.fault.message}`);
  }
  const texts = new WeakMap<object, string>();
  const repeated = new WeakMap<object, string>();
  const convert = (node: JsonNode): CaseValue => {
    switch (node.type) {
      case 'object': {
        const object: Record<string, CaseValue> = {};
        for (const { key, value } of node.members) {
          if (Object.hasOwn(object, key.value)) repeated.set(object, key.value);
          Object.defineProperty(object, key.value, { value: convert(value), enumerable: true, configurable: true, writable: true });
        }
        texts.set(object, text.slice(node.start, node.end));
        return object;
      }
      case 'array':
        return node.items.map(convert);
      case 'number': {
        const number = Number(node.text);
        // What a number cannot hold exactly goes on as its digits.
        return String(number) === decimalText(node.text) ? number : decimalText(node.text);
      }
      default:
        return node.value;
    }
  };
  return { value: convert(parsed.root), written: { textOf: (object) => texts.get(object), repeatedKeyOf: (object) => repeated.get(object) } };
}
