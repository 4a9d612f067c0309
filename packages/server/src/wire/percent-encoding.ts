/** Percent-encoding of RFC 3986: everything but letters, digits, `-`, `.`, `_` and `~`. */
export const percentEncode = (text: string): string => (/^[\w.~-]*$/.test(text) ? text : encoded(text));

const encoded = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
