import type { FindingType } from '@assent/analysis';

/** The words of options and configuration for AWS's types. */
export const severities = ['error', 'security', 'warning', 'suggestion'] as const;
export type Severity = (typeof severities)[number];

const types: Readonly<Record<Severity, FindingType>> = { error: 'ERROR', security: 'SECURITY_WARNING', warning: 'WARNING', suggestion: 'SUGGESTION' };

export const findingType = (severity: Severity): FindingType => types[severity];

export const severityOf = (type: FindingType): Severity => severities.find((severity) => types[severity] === type) ?? 'suggestion';

/** Whether a finding is at least as grave. */
export const isAtLeast = (type: FindingType, severity: Severity): boolean => severities.indexOf(severityOf(type)) <= severities.indexOf(severity);

export const isSeverity = (text: unknown): text is Severity => severities.some((severity) => severity === text);
