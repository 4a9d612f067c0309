import { describe, expect, it } from 'vitest';
import { findGlobalConditionKey, isMultivaluedKey, listGlobalConditionKeys } from './condition-key.ts';

describe('global condition keys', () => {
  it.each([
    ['aws:tagkeys', true],
    ['aws:principalorgpaths', true],
    ['aws:principalarn', false],
    ['aws:resourcetag/team', false],
    ['ec2:sourceinstancearn', false],
    ['aws:nosuchkey', undefined],
    ['s3:prefix', undefined],
    ['aws:principalarn/x', undefined],
  ])('tell whether %s has many values: %s', (key, expected) => {
    expect(isMultivaluedKey(key)).toBe(expected);
  });

  it('are found without regard to case, with their type', () => {
    expect(findGlobalConditionKey('AWS:sourceVPC')).toEqual({ name: 'aws:SourceVpc', type: 'String', noWildcards: true });
    expect(findGlobalConditionKey('aws:RequestTag/Team')?.name).toBe('aws:RequestTag/${TagKey}');
    expect(listGlobalConditionKeys().length).toBeGreaterThan(50);
  });
});
