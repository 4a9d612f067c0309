import type { Rule } from '../rule.ts';
import { errorRules } from './errors.ts';
import { securityWarningRules } from './security-warnings.ts';
import { suggestionRules } from './suggestions.ts';
import { warningRules } from './warnings.ts';

/** A check for every code of AWS's ValidatePolicy but SCP_SYNTAX_ERROR_ACTION_WILDCARD, which Organizations made obsolete
 * (D54). Those that a document must pass before the others can make sense of it come first. */
export const awsRules: readonly Rule[] = [...errorRules, ...securityWarningRules, ...warningRules, ...suggestionRules];
