import { isMultivaluedKey } from '@assent/catalog';
import { readCaseList, runCase } from '@assent/policy';
import { describe, expect, it } from 'vitest';
import { sampleContext } from './condition-sample.ts';
import type { SampleContext } from './condition-sample.ts';

/** What the evaluator says of a user under this condition, in this context. */
function decide(Condition: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>, context: SampleContext): string {
  const identity = [{ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*', Condition } }];
  const [first] = readCaseList([{ principal: 'arn:aws:iam::123456789012:user/ana', action: 'sqs:SendMessage', resource: 'arn:aws:sqs:eu-central-1:123456789012:q', context, policies: { identity } }], { isMultivalued: isMultivaluedKey });
  if (first === undefined || 'error' in first) throw first?.error ?? new Error('no case');
  return runCase(first.read).decision.decision;
}

describe('a context that is made up meets the conditions', () => {
  it.each([
    { StringEquals: { 'aws:SourceVpce': ['vpce-1', 'vpce-2'] } },
    { StringEqualsIgnoreCase: { 'aws:SourceVpce': 'VPCE-1' } },
    { StringLike: { 'aws:SourceVpce': 'vpce-*' } },
    { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } },
    { StringNotLike: { 'aws:SourceVpce': 'vpce-*' } },
    { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::pictures*' } },
    { ArnNotEquals: { 'aws:SourceArn': 'arn:aws:s3:::pictures' } },
    { Bool: { 'aws:SecureTransport': 'true' } },
    { NumericEquals: { 's3:max-keys': '3' } },
    { NumericLessThan: { 's3:max-keys': '3' } },
    { NumericGreaterThan: { 's3:max-keys': '3' } },
    { NumericNotEquals: { 's3:max-keys': ['3', '4'] } },
    { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } },
    { Null: { 'aws:SourceVpce': 'true' } },
    { Null: { 'aws:SourceVpce': 'false' } },
    { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['a', 'b'] } },
    { 'ForAllValues:StringLike': { 'aws:TagKeys': ['a*'] } },
    { StringEqualsIfExists: { 'aws:SourceVpce': 'vpce-1' }, Bool: { 'aws:SecureTransport': 'true' } },
  ] as readonly Parameters<typeof decide>[0][])('%j', (condition) => {
    const context = sampleContext(condition);
    expect(context === undefined ? undefined : decide(condition, context)).toBe('allowed');
  });

  it.each([
    { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } },
    { StringEquals: { 'aws:SourceVpce': 'vpce-1' }, StringLike: { 'aws:SourceVpce': 'vpc-*' } },
    { StringEquals: { 'aws:SourceVpce': 'vpce-1' }, Null: { 'aws:SourceVpce': 'true' } },
    { DateGreaterThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } },
    { StringNotLike: { 'aws:SourceVpce': '*' } },
    { StringIs: { 'aws:SourceVpce': 'vpce-1' } },
  ] as readonly Parameters<typeof decide>[0][])('or there is none: %j', (condition) => {
    expect(sampleContext(condition)).toBeUndefined();
  });
});
