import { ambiguous, malformed } from './unroutable.ts';

/** Percent-decoding of a path, where a plus is a plus. What is not UTF-8, or hides a NUL, is refused. */
export function decodePath(text: string): string {
  if (!text.includes('%')) return text;
  let decoded: string;
  try {
    decoded = decodeURIComponent(text);
  } catch {
    throw malformed('the path is not percent-encoded UTF-8');
  }
  if (decoded.includes('\0')) throw ambiguous('the path contains a NUL character');
  return decoded;
}

/** Percent-decoding of a query or a form, where a plus is a space. */
export function decodeForm(text: string): string {
  if (!/[%+]/.test(text)) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw malformed('a parameter is not percent-encoded UTF-8');
  }
}
