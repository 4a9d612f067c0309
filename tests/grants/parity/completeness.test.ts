import { compileAction } from '@assent/policy';
import { findAction, findService } from '@assent/catalog';
import { describe, expect, it } from 'vitest';
import { parityCases } from './all-cases.ts';
import { scanCdkMethods } from './cdk-methods.ts';
import { differences } from './differences.ts';
import { notCompared } from './not-compared.ts';
import { runOurs } from './parity-run.ts';

const methods = scanCdkMethods();
const compared = new Set(parityCases.flatMap(({ covers, methods: names }) => names.map((name) => `${covers.split(' ')[0]}.${name}`)));
const excused = notCompared.flatMap((entry) => entry.methods);

describe('the comparison with CDK is complete', () => {
  it('finds the grant methods of every module', () => {
    expect(methods.length).toBeGreaterThan(375);
    expect(new Set(methods.map((method) => method.split('/')[0])).size).toBeGreaterThan(45);
    expect(methods).toEqual(expect.arrayContaining(['aws-s3/Bucket.grantRead', 'aws-sns/TopicGrants.publish', 'aws-dynamodb/TableV2.grantReadData', 'aws-events/EventBus.grantAllPutEvents']));
  });

  it('compares each of them, or says why not', () => {
    expect(methods.filter((method) => !compared.has(method) && !excused.includes(method))).toEqual([]);
  });

  it('excuses none that is compared, or that CDK does not have', () => {
    expect(excused.filter((method) => compared.has(method) || !methods.includes(method))).toEqual([]);
    expect(new Set(excused).size).toBe(excused.length);
    expect(notCompared.filter(({ holds }) => holds?.() === false)).toEqual([]);
  });

  it('compares none that CDK does not have, and tells differences of compared ones alone', () => {
    expect([...compared].filter((method) => !methods.includes(method))).toEqual([]);
    expect(differences.flatMap((entry) => entry.methods).filter((method) => !compared.has(method))).toEqual([]);
  });

  it('grants no action that AWS does not have', () => {
    const exists = (action: string): boolean => {
      const [prefix = ''] = action.split(':');
      const matches = compileAction(action);
      return action.includes('*') ? findService(prefix)?.actionNames().some((name) => matches(`${prefix}:${name}`.toLowerCase())) === true : findAction(action) !== undefined;
    };
    const granted = parityCases.flatMap((parity) => parity.methods.map((method) => runOurs(parity, method, 'role'))).flatMap((one) => ('refused' in one ? [] : [...one.identity, ...one.resource]));
    const actions = new Set(granted.map((row) => row.split(' ')[1] ?? ''));
    expect(actions.size).toBeGreaterThan(250);
    expect([...actions].filter((action) => !exists(action))).toEqual([]);
  });
});
