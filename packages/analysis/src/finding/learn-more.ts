import type { FindingType } from './finding.ts';

const page = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html';

/** How AWS's page spells the types in its anchors. */
const anchorWords: Readonly<Record<FindingType, string>> = {
  ERROR: 'error',
  SECURITY_WARNING: 'security-warning',
  WARNING: 'general-warning',
  SUGGESTION: 'suggestion',
};

/** The address at which AWS explains one of its codes. */
export const learnMoreLink = (type: FindingType, code: string): string =>
  `${page}#access-analyzer-reference-policy-checks-${anchorWords[type]}-${code.toLowerCase().replaceAll('_', '-')}`;
