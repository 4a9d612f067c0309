import { ApiError } from './api-error.ts';

/** How many parameters a request may have, and how many names deep. */
const parameterLimit = 10_000;
const depthLimit = 12;

/** A parameter of the query protocol and what lies below its name: `Tags.member.1.Key`. */
export interface FormNode {
  value: string | undefined;
  readonly children: Map<string, FormNode>;
}

const node = (): FormNode => ({ value: undefined, children: new Map() });

/** Reads `application/x-www-form-urlencoded` text into a tree. Of a name that occurs twice the first counts. */
export function parseForm(text: string): FormNode {
  const root = node();
  if (text === '') return root;
  const pairs = text.split('&', parameterLimit + 1);
  if (pairs.length > parameterLimit) throw new ApiError('MalformedQueryString', `The request has more than ${parameterLimit} parameters.`);
  for (const pair of pairs) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decodePart(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? '' : decodePart(pair.slice(equals + 1));
    place(root, name, value);
  }
  return root;
}

function place(root: FormNode, name: string, value: string): void {
  const steps = name.split('.', depthLimit + 1);
  if (steps.length > depthLimit) throw new ApiError('MalformedQueryString', 'A parameter name has too many parts.');
  let at = root;
  for (const step of steps) {
    let next = at.children.get(step);
    if (!next) at.children.set(step, (next = node()));
    at = next;
  }
  at.value ??= value;
}

function decodePart(text: string): string {
  if (!/[%+]/.test(text)) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new ApiError('MalformedQueryString', 'The request has a parameter that is not percent-encoded UTF-8.');
  }
}
