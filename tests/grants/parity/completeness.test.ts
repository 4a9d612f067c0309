import { describe, expect, it } from 'vitest';
import { parityCases } from './all-cases.ts';
import { scanCdkMethods } from './cdk-methods.ts';
import { differences } from './differences.ts';
import { notCompared } from './not-compared.ts';

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
});
