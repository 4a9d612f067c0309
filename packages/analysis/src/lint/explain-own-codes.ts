import { estateCodes } from '../estate/estate-code.ts';
import { ownRules } from '../practice/own-rules.ts';
import { readOn } from '../practice/read-on.ts';
import type { CodeExplanation } from '../validation/explain-codes.ts';

/** Explains every code of our own (D63), sorted by code; those that are not about one policy have no kinds. */
export const explainOwnCodes = (): readonly CodeExplanation[] =>
  [
    ...ownRules().map(({ code, type, kinds, meaning, remedy, learnMoreLink }) => ({ code, type, kinds, meaning, remedy, learnMoreLink: learnMoreLink ?? readOn.leastPrivilege })),
    ...estateCodes.map((each) => ({ ...each, kinds: [] })),
  ].sort((a, b) => (a.code < b.code ? -1 : 1));
