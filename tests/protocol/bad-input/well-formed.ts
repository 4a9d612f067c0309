/** Why a text is not well-formed XML of the kind that answers are made of (elements with text, no attributes but the
 * namespace); `undefined` where it is. */
export function xmlFault(text: string): string | undefined {
  // What XML 1.0 does not allow, escaped or not.
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|&#x?(0|1|2|3|4|5|6|7|8|b|c|e|f);/i.test(text)) return 'a character that XML does not allow';
  const open: string[] = [];
  let at = 0;
  for (const match of text.matchAll(/<(\/?)([A-Za-z]\w*)( xmlns="[^"<]*")?(\/?)>/g)) {
    if (/[<>]|&(?!amp;|lt;|gt;|quot;|apos;|#\d+;|#x[0-9a-fA-F]+;)/.test(text.slice(at, match.index))) return `markup in text at ${at}`;
    at = match.index + match[0].length;
    const [, closing, name = '', , empty] = match;
    if (open.length === 0 && match.index > 0) return 'more than one root';
    if (closing === '/') {
      if (open.pop() !== name) return `an element ${name} that is closed and not open`;
    } else if (empty !== '/') {
      open.push(name);
    }
  }
  if (open.length > 0) return `an element ${open.at(-1)} that is not closed`;
  return at === text.length ? undefined : 'something behind the root';
}
