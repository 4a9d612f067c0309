import { unknownValue } from '@assent/policy';
import { describe, expect, it } from 'vitest';
import type { Call } from '../operation/call.ts';
import { PartlyUnknownContext } from './partly-unknown-context.ts';
import { CallContext } from './request-context.ts';

const calledVia = (...services: readonly string[]): Call => ({ region: 'eu-west-1', partition: 'aws', caller: { account: '111111111111', tags: [], session: services.length > 0 ? { carried: { 'aws:calledvia': services } } : undefined } }) as unknown as Call;
const valueOf = (call: Call, key: string, service = 'kms'): readonly string[] | undefined => new CallContext(call, service, {}).get(key)?.values;

describe('what KMS learns of who calls (R11.13)', () => {
  it('is the account of the caller', () => {
    expect(valueOf(calledVia(), 'kms:calleraccount')).toEqual(['111111111111']);
  });

  it('is the service that called last in somebody’s name, where there is one', () => {
    expect(valueOf(calledVia('athena.amazonaws.com', 's3.amazonaws.com'), 'kms:viaservice')).toEqual(['s3.eu-west-1.amazonaws.com']);
    expect(valueOf(calledVia(), 'kms:viaservice')).toBeUndefined();
    expect(valueOf(calledVia('s3.amazonaws.com'), 'kms:grantisforawsresource')).toEqual(['true']);
    expect(valueOf(calledVia(), 'kms:grantisforawsresource')).toEqual(['false']);
  });

  it('is nothing to other services', () => {
    expect(valueOf(calledVia('s3.amazonaws.com'), 'kms:viaservice', 's3')).toBeUndefined();
  });

  it('gives way to what a call says', () => {
    expect(new CallContext(calledVia(), 'kms', { 'kms:CallerAccount': '222222222222' }).get('kms:calleraccount')?.values).toEqual(['222222222222']);
  });
});

describe('a context of which a part is unknown', () => {
  const told: string[] = [];
  const context = new PartlyUnknownContext(new CallContext(calledVia(), 'ec2', { 'ec2:InstanceID': 'i-1', 'aws:ResourceTag/team': 'red' }, (key) => void told.push(key)), ['ec2:instancetype', 'aws:resourcetag/', 'kms:encryptioncontext:']);

  it('says what is known all the same', () => {
    expect(context.get('ec2:instanceid')?.values).toEqual(['i-1']);
    expect(context.get('aws:resourcetag/team')?.values).toEqual(['red']);
  });

  it('says of keys and of families that they are unknown, and that they were asked for', () => {
    expect(context.get('ec2:instancetype')).toBe(unknownValue);
    expect(context.get('aws:resourcetag/env')).toBe(unknownValue);
    expect(context.get('kms:encryptioncontext:tenant')).toBe(unknownValue);
    expect(told).toEqual(['ec2:instancetype', 'aws:resourcetag/env', 'kms:encryptioncontext:tenant']);
  });

  it('has no other keys', () => {
    expect(context.get('ec2:instancetypes')).toBeUndefined();
    expect(context.get('ec2:tenancy')).toBeUndefined();
  });
});
