import { readdirSync, readFileSync } from 'node:fs';
import { findService, listServices } from '@assent/catalog';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../finding/finding.ts';
import { lintFound } from '../lint/lint-found.ts';
import { explainOwnCodes } from '../lint/explain-own-codes.ts';
import { findPolicies } from '../template/find.ts';
import { validatePolicy } from '../validation/validate-policy.ts';
import type { ValidatedPolicyType } from '../validation/validate-policy.ts';
import { Locator, parseJson } from '@assent/policy';
import { ownRules } from './own-rules.ts';

interface OwnCase {
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
    .map((line, index) => ({ code: `ASSENT_${file.replace('.jsonl', '').replaceAll('-', '_').toUpperCase()}`, name: `${file}:${index + 1}`, ...(JSON.parse(line) as OwnCase) })),
);

const rules = ownRules(['123456789012']);
const find = (policy: string, policyType: ValidatedPolicyType, resourceType?: string): readonly Finding[] => validatePolicy(policy, { policyType, validatePolicyResourceType: resourceType, rules });
const brief = ({ issueCode, locations }: Finding): readonly string[] => [issueCode, ...locations.map(({ span: { start, end } }) => `${start.line}:${start.column}-${end.line}:${end.column}`)];

describe('the common mistakes', () => {
  it.each(cases)('are found in $name, and where', ({ policy, policyType, resourceType, expect: expected }) => {
    expect(find(policy, policyType, resourceType).map(brief)).toEqual(expected);
  });

  it.each(rules.map(({ code }) => code))('have policies with %s, and policies without', (code) => {
    const own = cases.filter((each) => each.code === code);
    const firing = own.filter(({ expect: expected }) => expected.some(([found]) => found === code));
    expect(firing.length).toBeGreaterThan(0);
    expect(own.length).toBeGreaterThan(firing.length);
  });

  it('have codes of their own, explained each once, with a page to read on (D63)', () => {
    const codes = explainOwnCodes();
    expect(new Set(codes.map(({ code }) => code)).size).toBe(codes.length);
    for (const { code, meaning, remedy, learnMoreLink } of codes) {
      expect(code).toMatch(/^ASSENT_[A-Z_]+$/);
      expect(meaning.length).toBeGreaterThan(10);
      expect(remedy.length).toBeGreaterThan(10);
      expect(learnMoreLink).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    }
  });
});

describe('a wildcard resource', () => {
  const allow = (actions: readonly string[]): string => JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] });
  const fires = (actions: readonly string[]): boolean => find(allow(actions), 'IDENTITY_POLICY').some(({ issueCode }) => issueCode === 'ASSENT_WILDCARD_RESOURCE');

  it('is no fault of any action without resource types, in the whole catalog', () => {
    let count = 0;
    for (const { prefix } of listServices()) {
      const service = findService(prefix);
      const without = (service?.actionNames() ?? []).filter((name) => service?.action(name)?.resources.length === 0);
      count += without.length;
      if (without.length > 0) expect(fires(without.map((name) => `${prefix}:${name}`)), prefix).toBe(false);
    }
    expect(count).toBeGreaterThan(6000);
  });

  it('is a fault of every action that the reference marks a resource type as required for, the services that take nothing but `*` aside', () => {
    for (const { prefix } of listServices().filter(({ prefix: name }) => name !== 'ce')) {
      const service = findService(prefix);
      const silent = (service?.actionNames() ?? []).filter((name) => service?.action(name)?.resources.some(({ required }) => required) === true && `${prefix}:${name}` !== 'cloudwatch:PutMetricData').slice(0, 3).filter((name) => !fires([`${prefix}:${name}`]));
      expect(silent, prefix).toEqual([]);
    }
  });
});

describe('a replacement', () => {
  it('keeps what takes nothing but `*` in a statement of its own, and is clean once its names are filled in', () => {
    const text = JSON.stringify({ Version: '2012-10-17', Statement: [{ Sid: 'Orders', Effect: 'Allow', Action: ['dynamodb:GetItem', 'logs:DescribeLogGroups'], Resource: '*' }] });
    const parsed = parseJson(text, 64);
    if (!('root' in parsed)) throw new Error(parsed.fault.message);
    const found = findPolicies(parsed.root, text, { now: new Date(0) });
    if (!found) throw new Error('no policy');
    const advice = lintFound(found, text, { locator: new Locator(text) }).find(({ finding }) => finding.issueCode === 'ASSENT_WILDCARD_RESOURCE');
    const statements = JSON.parse(advice?.replacement ?? '') as readonly object[];
    expect(statements).toEqual([
      { Sid: 'Orders', Effect: 'Allow', Action: ['dynamodb:GetItem'], Resource: ['arn:aws:dynamodb:REGION:ACCOUNT:table/TABLE_NAME'] },
      { Sid: 'OrdersOnAll', Effect: 'Allow', Action: ['logs:DescribeLogGroups'], Resource: '*' },
    ]);
    expect(find(JSON.stringify({ Version: '2012-10-17', Statement: statements }), 'IDENTITY_POLICY')).toEqual([]);
  });
});
