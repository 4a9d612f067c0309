import { listManagedPolicies, managedPolicyDocument } from '@assent/catalog';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policyResourceTypes } from './attached-resource.ts';
import { AnalysisError } from './analysis-error.ts';
import { validatePolicy } from './validate-policy.ts';
import type { ValidationOptions } from './validate-policy.ts';

const everyUse: readonly ValidationOptions[] = [
  { policyType: 'IDENTITY_POLICY' },
  { policyType: 'SERVICE_CONTROL_POLICY' },
  { policyType: 'RESOURCE_CONTROL_POLICY' },
  { policyType: 'RESOURCE_POLICY' },
  ...policyResourceTypes.map((validatePolicyResourceType) => ({ policyType: 'RESOURCE_POLICY', validatePolicyResourceType }) as const),
];

/** Every finding points at a stretch of the text that lies where line and column say. */
function validated(text: string, options: ValidationOptions): number {
  const findings = validatePolicy(text, options);
  const lines = text.split('\n');
  for (const { locations, findingDetails } of findings) {
    expect(findingDetails).not.toBe('');
    for (const { span } of locations) {
      for (const { line, column, offset } of [span.start, span.end]) {
        expect(offset).toBe(lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column);
      }
      expect(span.start.offset).toBeLessThanOrEqual(span.end.offset);
      expect(span.end.offset).toBeLessThanOrEqual(text.length);
    }
  }
  return findings.length;
}

const seeds = listManagedPolicies()
  .map(({ arn }) => managedPolicyDocument(arn) ?? '')
  .filter(({ length }) => length < 2000)
  .slice(0, 200);

const words = ['Version', '2012-10-17', 'Statement', 'Effect', 'Allow', 'Deny', 'Action', 'NotAction', 'Resource', 'NotResource', 'Principal', 'NotPrincipal', 'Condition', 'Sid', 'AWS', 'Service', 'Federated', '*', 's3:Get*', 'iam:PassRole', 'arn:aws:s3:::b/${aws:username}', 'arn:aws:iam::1:role/*', 'StringLike', 'ForAllValues:StringEquals', 'IpAddress', 'Null', 'aws:SourceIp', 'aws:TagKeys', 'aws:ResourceTag/a', '10.0.0.0/8', '${', '__proto__', 'constructor', 'toString'];

describe('hostile documents', () => {
  it('have findings or none, and never break a rule: mutated policies', () => {
    const mutation = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.nat({ max: 30 }), insert: fc.oneof(fc.constantFrom(...words, '"', '{', '}', '[', ']', ',', ':', '\\', '\u0000', '\ud800'), fc.string({ maxLength: 5 })) });
    fc.assert(
      fc.property(fc.constantFrom(...seeds), fc.array(mutation, { minLength: 1, maxLength: 4 }), fc.constantFrom(...everyUse), (seed, mutations, options) => {
        let text = seed;
        for (const { at, cut, insert } of mutations) {
          const start = Math.floor(at * text.length);
          text = text.slice(0, start) + insert + text.slice(start + cut);
        }
        validated(text, options);
      }),
      { numRuns: 250 },
    );
  });

  it('have findings or none, and never break a rule: policies with other words in them', () => {
    const swap = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), word: fc.oneof(fc.constantFrom(...words).map((word) => JSON.stringify(word)), fc.constantFrom('[]', '{}', 'null', '7', 'true', '["*", "*"]', '{"a": "b"}')) });
    fc.assert(
      fc.property(fc.constantFrom(...seeds), fc.array(swap, { minLength: 1, maxLength: 5 }), fc.constantFrom(...everyUse), (seed, swaps, options) => {
        const tokens = seed.split(/("[^"]*")/);
        for (const { at, word } of swaps) tokens[1 + 2 * Math.floor((at * (tokens.length - 2)) / 2)] = word;
        validated(tokens.join(''), options);
      }),
      { numRuns: 400 },
    );
  });

  it('have findings or none, and never break a rule: JSON of policies’ words', () => {
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 6 },
        fc.constantFrom(...words),
        fc.constantFrom(null, true, false, 0, -1.5, 1e300),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.constantFrom(...words), tie('value'), { maxKeys: 6, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(value, fc.constantFrom(...everyUse), (document, options) => {
        validated(JSON.stringify(document), options);
        validated(JSON.stringify({ Version: '2012-10-17', Statement: document }, undefined, 1), options);
      }),
      { numRuns: 300 },
    );
  });

  it('have findings or none, and never break a rule: random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(...everyUse), (bytes, options) => {
        expect(validated(Buffer.from(bytes).toString('latin1'), options)).toBeGreaterThan(0);
      }),
      { numRuns: 250 },
    );
  });

  it('that are nested deep are no JSON to us, with one finding', () => {
    expect(validatePolicy('['.repeat(100_000), { policyType: 'IDENTITY_POLICY' }).map(({ issueCode }) => issueCode)).toEqual(['JSON_SYNTAX_ERROR']);
    expect(validatePolicy('{"a":'.repeat(100_000), { policyType: 'IDENTITY_POLICY' }).map(({ issueCode }) => issueCode)).toEqual(['JSON_SYNTAX_ERROR']);
  });

  it('of ten megabytes are refused in one line', () => {
    const text = `"${'x'.repeat(10_000_000)}"`;
    expect(() => validatePolicy(text, { policyType: 'IDENTITY_POLICY' })).toThrow(new AnalysisError('document-too-large', 'the policy has 10000002 characters, more than 1048576'));
  });
});

const statement = (members: string): string => `{"Version":"2012-10-17","Statement":[{"Effect":"Allow",${members}}]}`;
const list = (count: number, item: (index: number) => string): string => `[${Array.from({ length: count }, (_, index) => JSON.stringify(item(index))).join()}]`;

/** Documents near the size limit whose parts invite more than linear work. */
const heavy: Readonly<Record<string, string>> = {
  'different action patterns': statement(`"Action":${list(50_000, (index) => `ec2:*${index}*`)},"Resource":"*"`),
  'wide resources that cover each other': statement(`"Action":"s3:*","Resource":${list(20_000, (index) => `arn:aws:s3:::b${index % 100}*/*?*${index}`)}`),
  'the same resource': statement(`"Action":"s3:*","Resource":${list(50_000, () => 'arn:aws:s3:::b')}`),
  'a resource of stars': statement(`"Action":"s3:*","Resource":"arn:aws:s3:::${'*a'.repeat(450_000)}"`),
  'resources of stars': statement(`"Action":"dynamodb:*","Resource":${list(400, () => `arn:aws:dynamodb:*:*:${'*a?'.repeat(800)}`)}`),
  'unclosed variables': statement(`"Action":"s3:*","Resource":"arn:aws:s3:::${'${'.repeat(450_000)}"`),
  'empty variables': statement(`"Action":"s3:*","Resource":"arn:aws:s3:::${'${}'.repeat(300_000)}"`),
  'colons': statement(`"Action":"${':'.repeat(900_000)}","Resource":"${':'.repeat(100_000)}"`),
  'misspelt actions': statement(`"Action":${list(40_000, (index) => `ec2:DescribeInstance${index}`)},"Resource":"*"`),
  'misspelt services': statement(`"Action":${list(60_000, (index) => `s${index}:Get`)},"Resource":"*"`),
  'condition keys': statement(`"Action":"s3:*","Resource":"*","Condition":{"StringEquals":{${Array.from({ length: 30_000 }, (_, index) => `"aws:PrincipalTag/${index}":"x"`).join()}}}`),
  'condition keys of colons': statement(`"Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"a${':a'.repeat(200_000)} ":"x","aws:${':'.repeat(200_000)}":"x"}}`),
  'texts that nearly are something': statement(`"Action":"sts:${'a'.repeat(100_000)}","Resource":"arn:${'a:'.repeat(100_000)}","Principal":{"Service":"${'a.'.repeat(100_000)}","Federated":"${'a-'.repeat(100_000)}.","AWS":"arn:aws:iam::123456789012:role/${'a/'.repeat(100_000)}"}`),
  'statements': `{"Version":"2012-10-17","Statement":[${Array.from({ length: 15_000 }, (_, index) => `{"Sid":"a${index}","Effect":"Allow","Action":"s3:*"}`).join()}]}`,
  'addresses': statement(`"Action":"s3:*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":${list(50_000, (index) => `10.0.${index % 256}.1/16`)}}}`),
  'principals': statement(`"Action":"sts:AssumeRole","Principal":{"AWS":${list(12_000, (index) => `arn:aws:sts::123456789012:assumed-role/r${index}/s`)}}`),
};

describe('documents near the limit', () => {
  it.each(Object.entries(heavy))('full of %s are done with in seconds, with no more findings than asked for', (_, text) => {
    expect(text.length).toBeLessThan(1_048_576 * 1.5);
    for (const options of [{ policyType: 'IDENTITY_POLICY' }, { policyType: 'RESOURCE_POLICY', validatePolicyResourceType: 'AWS::IAM::AssumeRolePolicyDocument' }] as const) {
      const start = performance.now();
      expect(validatePolicy(text, { ...options, maxSize: 2_000_000, maxFindings: 1000 }).length).toBeLessThanOrEqual(1000);
      expect(performance.now() - start).toBeLessThan(10_000);
    }
  });
});
