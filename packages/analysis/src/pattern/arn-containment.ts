import { compileContainer } from './containment.ts';
import type { Container } from './containment.ts';

/** The five head parts of an ARN and the rest; `undefined` for what has fewer. */
function partsOf(pattern: string): readonly string[] | undefined {
  const parts = pattern.split(':');
  return parts.length < 6 ? undefined : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

/** Compiles the outer of two patterns of ARNs, which are compared part by part. */
export function compileArnContainer(outer: string): Container {
  if (outer === '*') return () => true;
  const parts = partsOf(outer)?.map(compileContainer);
  return (inner) => {
    if (inner === outer) return true;
    const innerParts = parts && partsOf(inner);
    return innerParts !== undefined && parts !== undefined && parts.every((contains, index) => contains(innerParts[index] ?? ''));
  };
}
