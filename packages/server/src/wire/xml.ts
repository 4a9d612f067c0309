const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#xD;' };

const special = /[&<>"\r\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Anything but the printable ASCII characters that stand for themselves; most texts have none. */
const unusual = /[^ !#-%'-;=?-~]/;

/** Text as the content of an element. What XML cannot say becomes U+FFFD. */
export const escapeXml = (text: string): string => (unusual.test(text) ? text.replace(special, (character) => escapes[character] ?? '\uFFFD') : text);
