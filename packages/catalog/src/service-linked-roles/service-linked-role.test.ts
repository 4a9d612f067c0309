import { describe, expect, it } from 'vitest';
import { findManagedPolicy } from '../managed-policies/managed-policy.ts';
import { findServiceLinkedRole, listServiceLinkedRoles } from './service-linked-role.ts';

describe('service-linked roles', () => {
  it('are one a service, with policies that exist but for one that AWS took back (R21.35)', () => {
    const all = listServiceLinkedRoles();
    expect(all).toHaveLength(71);
    expect(new Set(all.map(({ service }) => service)).size).toBe(all.length);
    expect(all.filter(({ policyArn }) => findManagedPolicy(policyArn) === undefined).map(({ service }) => service)).toEqual(['lex.amazonaws.com']);
    expect(all.filter(({ roleName }) => !/^AWSServiceRole/.test(roleName))).toEqual([]);
  });

  it('take a suffix for three services (R21.35)', () => {
    expect(listServiceLinkedRoles().flatMap(({ service, suffixAllowed }) => (suffixAllowed ? [service] : []))).toEqual(['autoscaling.amazonaws.com', 'connect.amazonaws.com', 'lexv2.amazonaws.com']);
  });

  it('are found by the service\'s exact name', () => {
    expect(findServiceLinkedRole('rds.amazonaws.com')).toMatchObject({ roleName: 'AWSServiceRoleForRDS', description: 'Allows Amazon RDS to manage AWS resources on your behalf' });
    expect(findServiceLinkedRole('RDS.amazonaws.com')).toBeUndefined();
    expect(findServiceLinkedRole('constructor')).toBeUndefined();
  });
});
