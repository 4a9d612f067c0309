import type { Operations } from '../../operation/operation.ts';
import { validatePolicyOperation } from './validate-policy.ts';

/** The operations of Access Analyzer that are served, by name. */
export const accessAnalyzerOperations: Operations = {
  ValidatePolicy: validatePolicyOperation,
};
