import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../finding/finding.ts';
import { awsRules } from './registry/aws-rules.ts';
import type { Rule } from './rule.ts';
import { validatePolicy } from './validate-policy.ts';
import type { ValidatedPolicyType } from './validate-policy.ts';

/** A policy with all its findings: each a code and its places, as `line:column-line:column`. */
interface ValidationCase {
  readonly policyType: ValidatedPolicyType;
  readonly resourceType?: string;
  readonly policy: string;
  readonly expect: readonly (readonly string[])[];
}

const folder = new URL('cases/', import.meta.url);
const cases = readdirSync(folder).flatMap((file) =>
  readFileSync(new URL(file, folder), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line, index) => ({ code: file.replace('.jsonl', '').replaceAll('-', '_').toUpperCase(), name: `${file}:${index + 1}`, ...(JSON.parse(line) as ValidationCase) })),
);

const brief = ({ issueCode, locations }: Finding): readonly string[] => [
  issueCode,
  ...locations.map(({ span: { start, end } }) => `${start.line}:${start.column}-${end.line}:${end.column}`),
];

const find = ({ policy, policyType, resourceType }: ValidationCase): readonly Finding[] => validatePolicy(policy, { policyType, validatePolicyResourceType: resourceType });

describe('validatePolicy', () => {
  it.each(cases)('finds in $name what it is to find, and where', (each) => {
    expect(find(each).map(brief)).toEqual(each.expect);
  });

  it('is judged by at least three hundred policies', () => {
    expect(cases.length).toBeGreaterThanOrEqual(300);
  });

  it.each(awsRules.map(({ code }) => code))('has policies with %s, and policies without', (code) => {
    const own = cases.filter((each) => each.code === code);
    const firing = own.filter(({ expect: expected }) => expected.some(([found]) => found === code));
    expect(firing.length).toBeGreaterThan(0);
    expect(own.length).toBeGreaterThan(firing.length);
  });

  it('has a rule for every one of AWS’s codes but the one that is obsolete (R13.7, D54)', () => {
    const codes = awsRules.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    const count = (type: string): number => awsRules.filter((rule) => rule.type === type).length;
    expect({ ERROR: count('ERROR'), WARNING: count('WARNING'), SECURITY_WARNING: count('SECURITY_WARNING'), SUGGESTION: count('SUGGESTION') }).toEqual({
      ERROR: 78,
      WARNING: 26,
      SECURITY_WARNING: 19,
      SUGGESTION: 29,
    });
  });
});

describe('a finding', () => {
  const text = '{\n  "Version": "2012-10-17",\n  "Statement": {\n    "Effect": "Allow",\n    "Action": ["s3:GetObject", "s3:GetObjects"],\n    "Resource": "arn:aws:s3:::b/${ aws:username}",\n    "Condition": { "StringEqual": { "aws:PrincipalTag/a": "x" } }\n  }\n}';
  const found = validatePolicy(text, { policyType: 'IDENTITY_POLICY' });
  const of = (code: string): Finding | undefined => found.find(({ issueCode }) => issueCode === code);

  it('counts lines from one, columns and offsets from zero, quotes included (R24.14)', () => {
    expect(of('INVALID_ACTION')?.locations[0]?.span).toEqual({ start: { line: 5, column: 31, offset: text.indexOf('"s3:GetObjects"') }, end: { line: 5, column: 46, offset: text.indexOf('"s3:GetObjects"') + 15 } });
  });

  it('tells the way to a value, to a key, and to a part of a text (R24.11)', () => {
    expect(of('INVALID_ACTION')?.locations[0]?.path).toEqual([{ value: 'Statement' }, { value: 'Action' }, { index: 1 }]);
    expect(of('INVALID_CONDITION_OPERATOR')?.locations[0]?.path).toEqual([{ value: 'Statement' }, { value: 'Condition' }, { key: 'StringEqual' }]);
    expect(of('UNSUPPORTED_SPACE_IN_VARIABLE')?.locations[0]?.path).toEqual([{ value: 'Statement' }, { value: 'Resource' }, { substring: { start: 15, length: 16 } }]);
  });

  it('has a type, words, and an address to learn more at', () => {
    expect(of('INVALID_ACTION')).toMatchObject({ findingType: 'ERROR', findingDetails: 'There is no action `s3:GetObjects`: `s3:GetObject` may be meant.' });
    expect(of('INVALID_ACTION')?.learnMoreLink).toBe(
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-action',
    );
  });

  it('stands in the order of the document', () => {
    const offsets = found.map(({ locations }) => locations[0]?.span.start.offset ?? 0);
    expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
  });
});

describe('rules of one’s own (D63)', () => {
  const noStars: Rule = {
    code: 'ASSENT_NO_STARS',
    type: 'WARNING',
    kinds: ['identity'],
    meaning: 'A resource is a star.',
    remedy: 'Name it.',
    learnMoreLink: 'https://example.com/no-stars',
    *check(policy) {
      for (const { resources } of policy.statements) for (const { texts } of resources) for (const text of texts) if (text.value === '*') yield { details: 'No stars.', places: [text] };
    },
  };
  const text = '{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "s3:Nothing", "Resource": "*" } }';

  it('are checked instead of AWS’s, or beside them', () => {
    expect(validatePolicy(text, { policyType: 'IDENTITY_POLICY', rules: [noStars] })).toMatchObject([{ issueCode: 'ASSENT_NO_STARS', learnMoreLink: 'https://example.com/no-stars' }]);
    expect(validatePolicy(text, { policyType: 'IDENTITY_POLICY', rules: [...awsRules, noStars] }).map(({ issueCode }) => issueCode)).toEqual(['INVALID_ACTION', 'ASSENT_NO_STARS']);
  });

  it('look at the kinds of policies that they are made for alone', () => {
    expect(validatePolicy(text, { policyType: 'SERVICE_CONTROL_POLICY', rules: [noStars] })).toEqual([]);
  });
});

describe('what is not looked at', () => {
  it.each([
    [{ policyType: 'IDENTITY_POLICY', maxSize: 10 }, 'document-too-large'],
    [{ policyType: 'RESOURCE_POLICY', validatePolicyResourceType: 'AWS::EC2::Instance' }, 'unknown-resource-type'],
    [{ policyType: 'VPC_POLICY' as ValidatedPolicyType }, 'unknown-policy-type'],
  ] as const)('%j is an error `%s`', (options, code) => {
    expect(() => validatePolicy('{ "Version": "2012-10-17" }', options)).toThrow(expect.objectContaining({ code }));
  });
});
