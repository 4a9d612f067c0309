import type { KeyFacts } from '../facts/aws-facts.ts';

/** Fixed characters that must stand before a wildcard or variable. */
const fixedCharacters = 6;

/** Keys whose values are made of AWS's identifiers with a hierarchy: wildcards at the end are usual, at the beginning not. */
const guardedKeys: ReadonlySet<string> = new Set(['aws:userid', 'aws:principalorgpaths', 'aws:resourceorgpaths', 'aws:sourceorgpaths', 'aws:vpceorgpaths', 'aws:sourcevpcarn']);

/** Whether a wildcard or variable at this place of a value admits strangers: on the most sensitive keys at any place, on
 * others where fewer than six fixed characters stand before it (R6.1). */
export function admitsStrangers(key: KeyFacts, at: number): boolean {
  return key.noWildcards || (guardedKeys.has(key.name.toLowerCase()) && at < fixedCharacters);
}
