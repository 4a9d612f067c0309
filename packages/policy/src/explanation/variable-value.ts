import type { PolicyVersion } from '../document/document.ts';
import { resolveParts, templateParts } from '../pattern/variable.ts';
import type { KeySource, VariablePart } from '../pattern/variable.ts';
import { indexOfFifthColon } from '../pattern/resource.ts';
import type { VariableValue } from './explanation.ts';

const none: readonly VariableValue[] = [];

/** The variables of some policy texts, each once, with the values they have in a request (R5). */
export function variableValues(texts: readonly string[], version: PolicyVersion, source: KeySource): readonly VariableValue[] {
  if (!texts.some((text) => text.includes('${'))) return none;
  return variablesOf(texts, version).map((part) => {
    const [resolved] = resolveParts([part], source) ?? [];
    return resolved ? { name: part.name, value: resolved.text } : { name: part.name };
  });
}

/** The variables of some policy texts, each once, in the order they stand in (R2.10: none in documents of the older
 * version). */
export function variablesOf(texts: readonly string[], version: PolicyVersion): readonly VariablePart[] {
  if (version !== '2012-10-17') return [];
  const found = new Map<string, VariablePart>();
  for (const text of texts) {
    if (!text.includes('${')) continue;
    for (const part of templateParts(text)) if (part.kind === 'variable' && !found.has(part.key)) found.set(part.key, part);
  }
  return [...found.values()];
}

/** What of a resource pattern may have variables: what stands behind the fifth colon (R5.2). */
export const variableTail = (pattern: string): string => {
  const head = indexOfFifthColon(pattern) + 1;
  return head > 0 ? pattern.slice(head) : '';
};
