import { describe, expect, it } from 'vitest';
import { findAction, findArnFormats, findService, findServiceConditionKey, isKeyPrefix, listServices, serviceName } from './service-reference.ts';

describe('the service reference', () => {
  it('has every service under one prefix, with a name', () => {
    const all = listServices();
    expect(all.length).toBeGreaterThan(400);
    expect(new Set(all.map(({ prefix }) => prefix)).size).toBe(all.length);
    expect(all.filter(({ name }) => name === '')).toEqual([]);
    expect(serviceName('S3')).toBe('Amazon S3');
  });

  it('knows an action with its level, resource types and condition keys, without regard to case', () => {
    expect(findAction('S3:getObject')).toMatchObject({ name: 'GetObject', accessLevel: 'Read' });
    const getObject = findAction('s3:GetObject');
    expect(getObject?.resources.map(({ resourceType }) => resourceType.name)).toContain('object');
    expect(getObject?.conditionKeys.map(({ name }) => name)).toContain('s3:ExistingObjectTag/${TagKey}');
  });

  it('tells actions without resource types by an empty list', () => {
    expect(findAction('s3:ListAllMyBuckets')?.resources).toEqual([]);
    expect(findAction('ec2:DescribeInstances')?.resources).toEqual([]);
  });

  it.each([
    ['s3', 's3:prefix', 'String'],
    ['s3', 's3:ExistingObjectTag/team', 'String'],
    ['ec2', 'EC2:ResourceTag/Team', 'String'],
    ['iam', 'iam:PolicyARN', 'ARN'],
    ['dynamodb', 'dynamodb:LeadingKeys', 'ArrayOfString'],
  ])('finds in %s the key %s of type %s', (prefix, key, type) => {
    expect(findService(prefix)?.conditionKey(key)?.type).toBe(type);
  });

  it.each(['nosuch:Thing', 's3:NoSuchThing', 's3', '', ':', '__proto__:constructor'])('does not know the action `%s`', (action) => {
    expect(findAction(action)).toBeUndefined();
  });

  it('knows the actions of retired services and unlisted ones by name', () => {
    expect(findService('deeplens')?.hasAction('Anything')).toBe(true);
    expect(listServices().some(({ prefix }) => prefix === 'deeplens')).toBe(false);
    expect(findService('memorydb')?.hasAction('replicatemultiregionclusterdata')).toBe(true);
    expect(findService('memorydb')?.hasAction('NoSuchThing')).toBe(false);
  });

  it('finds the formats of ARNs by their service part, whatever service has them', () => {
    expect(findArnFormats('iam')).toContain('arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}');
    expect(findArnFormats('execute-api').length).toBeGreaterThan(0);
    expect(findArnFormats('aps')).toContain('arn:${Partition}:aps:${Region}:${Account}:/workspaces');
    expect(findArnFormats('nosuch')).toEqual([]);
  });

  it.each([
    ['catalog:ChangeType', 'String'],
    ['saml:aud', 'String'],
    ['token.actions.githubusercontent.com:actor', 'String'],
    ['ec2:SourceInstanceARN', 'ARN'],
  ])('finds the key %s, whose prefix is not that of its service', (key, type) => {
    expect(findServiceConditionKey(key)?.type).toBe(type);
    expect(isKeyPrefix(key.slice(0, key.indexOf(':')))).toBe(true);
  });

  it('has for every service readable data, in which every reference leads somewhere', () => {
    let actions = 0;
    for (const { prefix } of listServices()) {
      const service = findService(prefix);
      for (const name of service?.actionNames() ?? []) {
        actions++;
        const action = service?.action(name);
        expect(action?.name).toBe(name);
      }
      expect(service?.resourceTypes.filter(({ arn }) => !arn.startsWith('arn:${Partition}:'))).toEqual([]);
    }
    expect(actions).toBeGreaterThan(20_000);
  });

  it('reads the index and one service in well under a tenth of a second', () => {
    const start = performance.now();
    findService('glue');
    expect(performance.now() - start).toBeLessThan(100);
  });
});
