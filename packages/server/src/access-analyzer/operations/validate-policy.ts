import { AnalysisError, validatePolicy } from '@assent/analysis';
import type { Finding, ValidationOptions } from '@assent/analysis';
import type { accessAnalyzer } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { reading } from '../../operation/operation.ts';
import { ApiError } from '../../wire/api-error.ts';
import { findingsPage } from '../findings-page.ts';

/** As long as a policy may be in any call of IAM (R2.7): what is checked holds up everybody else meanwhile. */
const maxSize = 131_072;

/** A policy with more findings than this has them for one reason. */
const maxFindings = 1000;

const refused = (message: string, name: string): ApiError => new ApiError('ValidationException', message, { fields: { reason: 'other', fieldList: [{ name, message }] } });

function findings(text: string, options: ValidationOptions): readonly Finding[] {
  try {
    return validatePolicy(text, { ...options, maxSize, maxFindings });
  } catch (error) {
    if (error instanceof AnalysisError) throw refused(error.message, 'policyDocument');
    throw error;
  }
}

/** R24.10–R24.14. Nothing is kept of the policy. */
export const validatePolicyOperation = reading<accessAnalyzer.AccessAnalyzerOperations['ValidatePolicy']>({
  requires: () => onAnything('access-analyzer:ValidatePolicy'),
  handle: ({ policyDocument, policyType, validatePolicyResourceType, locale, maxResults, nextToken }) => {
    if (validatePolicyResourceType !== undefined && policyType !== 'RESOURCE_POLICY') {
      throw refused('validatePolicyResourceType goes with the policy type RESOURCE_POLICY alone.', 'validatePolicyResourceType');
    }
    const found = findings(policyDocument, { policyType, validatePolicyResourceType, locale });
    const page = findingsPage(found, [policyDocument, policyType, validatePolicyResourceType ?? ''], { maxResults, nextToken });
    return { findings: page.items, nextToken: page.nextToken };
  },
});
