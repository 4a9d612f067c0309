import { globContains } from './containment.ts';

/** The five head parts of an ARN and the rest; `undefined` for what has fewer. */
function partsOf(pattern: string): readonly string[] | undefined {
  const parts = pattern.split(':');
  return parts.length < 6 ? undefined : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

/** Whether every ARN that `inner` matches is matched by `outer`, part by part; it may miss a case, and never claims one
 * that is not. */
export function arnContains(outer: string, inner: string): boolean {
  if (outer === inner || outer === '*') return true;
  const [outerParts, innerParts] = [partsOf(outer), partsOf(inner)];
  return outerParts !== undefined && innerParts !== undefined && outerParts.every((part, index) => globContains(part, innerParts[index] ?? ''));
}
