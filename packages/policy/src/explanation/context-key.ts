import type { PolicyDocument } from '../document/document.ts';
import { parseOperatorName } from '../document/operator-name.ts';
import type { ContextValue } from '../evaluation/request.ts';
import type { PolicySet } from '../evaluation/policy-set.ts';
import type { KeySource } from '../pattern/variable.ts';
import { variablesOf, variableTail } from './variable-value.ts';

/** The condition keys and variables that documents ask for, each once, spelled and in the order as they stand first
 * (R21.44).
 * @example contextKeysOf([document]) // ['aws:username', 'aws:CurrentTime'] */
export function contextKeysOf(documents: Iterable<PolicyDocument>): readonly string[] {
  const names = new Map<string, string>();
  for (const document of documents) for (const [key, name] of keysOf(document)) if (!names.has(key)) names.set(key, name);
  return [...names.values()];
}

/** Those that the policies of a set ask for and a request does not have (R21.43). */
export function missingKeysOf(set: PolicySet, source: KeySource): readonly string[] {
  let keys = keysOfSets.get(set);
  if (!keys) keysOfSets.set(set, (keys = contextKeysOf(set.policies.map(({ document }) => document)).map((name) => ({ key: name.toLowerCase(), name }))));
  return keys.filter(({ key }) => isMissing(source.key(key))).map(({ name }) => name);
}

const isMissing = (value: ContextValue | undefined): boolean => value === undefined || value.unknown === true;

const keysOfSets = new WeakMap<PolicySet, readonly { readonly key: string; readonly name: string }[]>();

/** Spellings by key in lower case. */
function keysOf({ statements, version }: PolicyDocument): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const add = (name: string): void => {
    const key = name.toLowerCase();
    if (!names.has(key)) names.set(key, name);
  };
  const addVariables = (texts: readonly string[]): void => {
    for (const { name } of variablesOf(texts, version)) add(name);
  };
  for (const { resource, conditions } of statements) {
    addVariables(resource?.entries.map(({ value }) => variableTail(value)) ?? []);
    for (const { operator, key, values } of conditions) {
      add(key.value);
      const base = parseOperatorName(operator.value)?.base ?? '';
      if (base.startsWith('String') || base.startsWith('Arn')) addVariables(values.map(({ value }) => value));
    }
  }
  return names;
}
