import type { InputShape } from '@assent/catalog';
import { malformed } from './unroutable.ts';

/** A scalar that was written as text: in a path, a query, a header, a form or XML. Bytes and timestamps stay text. */
export function scalarOf(text: string, shape: InputShape, name: string): string | number | boolean {
  switch (shape.kind) {
    case 'integer':
      if (!/^-?\d{1,19}$/.test(text)) throw malformed(`\`${name}\` is not an integer`);
      return Number(text);
    case 'number':
      if (!/^(?:-?\d{1,30}(?:\.\d{1,30})?(?:[eE][+-]?\d{1,3})?|NaN|-?Infinity)$/.test(text)) throw malformed(`\`${name}\` is not a number`);
      return Number(text);
    case 'boolean':
      if (text !== 'true' && text !== 'false') throw malformed(`\`${name}\` is neither \`true\` nor \`false\``);
      return text === 'true';
    case 'string':
    case 'blob':
    case 'timestamp':
      return text;
    default:
      throw malformed(`\`${name}\` is text where it has parts`);
  }
}
