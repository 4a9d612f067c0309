import { describe, expect, it } from 'vitest';
import { findService } from '../service-reference/service-reference.ts';
import type { InputShape } from './input-shape.ts';
import { findServiceRoutes, listRoutedServices } from './service-routes.ts';

describe('the routes', () => {
  const services = listRoutedServices();

  it('are there for every service, with its names', () => {
    expect(services.length).toBeGreaterThan(400);
    expect(services.find(({ service }) => service === 'cloudwatch')).toEqual({
      service: 'cloudwatch',
      version: '2010-08-01',
      signingName: 'monitoring',
      endpointPrefix: 'monitoring',
      actionPrefix: 'cloudwatch',
      protocols: ['smithy-rpc-v2-cbor', 'json', 'query'],
      target: 'GraniteServiceVersion20100801',
    });
    expect(findServiceRoutes('nothing')).toBeUndefined();
  });

  it('have action prefixes that IAM knows, but for a few services that it lists nowhere', () => {
    const unknown = services.filter(({ actionPrefix }) => findService(actionPrefix) === undefined).map(({ service }) => service);
    expect(unknown.length).toBeLessThanOrEqual(12);
    for (const service of ['s3', 'dynamodb', 'sqs', 'sns', 'lambda', 'kms', 'ec2', 'stepfunctions', 'ses', 'elbv2', 'resourcegroupstaggingapi']) expect(unknown).not.toContain(service);
  });

  it('can be read to the last shape, those that contain themselves among them', () => {
    const seen = new Set<InputShape>();
    const visit = (shape: InputShape): void => {
      if (seen.has(shape)) return;
      seen.add(shape);
      if (shape.kind === 'list') visit(shape.member);
      if (shape.kind === 'map') visit(shape.value);
      if (shape.kind === 'structure') for (const member of shape.members) visit(member.shape);
    };
    let operations = 0;
    for (const { service } of services) {
      for (const operation of findServiceRoutes(service)?.values() ?? []) {
        operations++;
        if (operation.input) visit(operation.input);
        expect(operation.template === '' || /^\/(?:[^{}]|\{[A-Za-z0-9_.-]+\+?\})*$/.test(operation.template), `${service} ${operation.template}`).toBe(true);
      }
    }
    expect(operations).toBeGreaterThan(18_000);
  });

  it('say where a request carries each member', () => {
    const members = findServiceRoutes('s3')?.get('DeleteObjects')?.input?.members ?? [];
    expect(members.map(({ name, wireName, place, required }) => [name, wireName, place, required])).toEqual(
      expect.arrayContaining([
        ['Bucket', 'Bucket', 'label', true],
        ['Delete', 'Delete', 'payload', true],
        ['MFA', 'x-amz-mfa', 'header', false],
      ]),
    );
    expect(findServiceRoutes('s3')?.get('PutObject')?.input?.members.find(({ name }) => name === 'Body')?.place).toBe('opaque');
    expect(findServiceRoutes('ec2')?.get('DescribeInstances')?.input?.members.find(({ name }) => name === 'InstanceIds')?.wireName).toBe('InstanceId');
  });
});
