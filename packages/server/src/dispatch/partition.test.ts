import { describe, expect, it } from 'vitest';
import type { RawRequest } from '../http/raw-request.ts';
import { partitionOf, regionOfHost } from './partition.ts';

const to = (...hosts: readonly string[]): RawRequest => ({ method: 'POST', target: '/', headers: hosts.map((host) => ['Host', host] as const), body: new Uint8Array(), sourceIp: '127.0.0.1', secure: true, receivedAt: new Date(0) });

describe('the region of an unsigned request', () => {
  it.each([
    ['sts.eu-west-1.amazonaws.com', 'eu-west-1'],
    ['sts.us-gov-west-1.amazonaws.com', 'us-gov-west-1'],
    ['sts.cn-north-1.amazonaws.com.cn', 'cn-north-1'],
    ['sts.amazonaws.com', 'us-east-1'],
    ['localhost:4600', 'us-east-1'],
    ['sts.eu-west-1.example.com', 'us-east-1'],
    ['x'.repeat(10_000), 'us-east-1'],
  ])('that was sent to %s is %s', (host, region) => {
    expect(regionOfHost(to(host))).toBe(region);
  });

  it('is that of the global endpoint where no host is named', () => {
    expect(regionOfHost(to())).toBe('us-east-1');
  });
});

describe('the partition of a region', () => {
  it.each([
    ['eu-west-1', 'aws'],
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
    ['us-isob-east-1', 'aws-iso-b'],
  ])('%s is %s', (region, partition) => {
    expect(partitionOf(region)).toBe(partition);
  });
});
