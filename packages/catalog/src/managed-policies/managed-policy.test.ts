import { describe, expect, it } from 'vitest';
import { findManagedPolicy, listManagedPolicies, managedPolicyDocument } from './managed-policy.ts';

describe('AWS managed policies', () => {
  it('are all there, sorted by name without case, each with an id and an ARN of its own', () => {
    const all = listManagedPolicies();
    expect(all.length).toBeGreaterThan(1000);
    expect(new Set(all.map(({ arn }) => arn)).size).toBe(all.length);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all.filter(({ id }) => !/^ANPA[A-Z2-7]{17}$/.test(id))).toEqual([]);
    const names = all.map(({ name }) => name.toLowerCase());
    expect(names).toEqual([...names].sort());
  });

  it.each(['AdministratorAccess', 'ReadOnlyAccess', 'IAMReadOnlyAccess', 'service-role/AWSLambdaBasicExecutionRole'])('have %s under its ARN', (name) => {
    expect(findManagedPolicy(`arn:aws:iam::aws:policy/${name}`)).toMatchObject({ name: name.replace('service-role/', '') });
  });

  it('have documents that are policies', () => {
    for (const { arn } of listManagedPolicies()) expect(JSON.parse(managedPolicyDocument(arn) ?? '')).toMatchObject({ Version: expect.any(String) as string, Statement: expect.anything() as object });
  });

  it('do not include what does not exist', () => {
    expect(findManagedPolicy('arn:aws:iam::aws:policy/NoSuchPolicy')).toBeUndefined();
    expect(managedPolicyDocument('arn:aws:iam::aws:policy/NoSuchPolicy')).toBeUndefined();
  });
});
