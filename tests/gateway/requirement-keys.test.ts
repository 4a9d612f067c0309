import { findAction, findService, findServiceRoutes, listRoutedServices } from '@assent/catalog';
import { requirementsOf } from '@assent/server';
import type { CallRequirement, RequirementFacts } from '@assent/server';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generateInput } from './generated-input.ts';
import { rowFacts } from './row-facts.ts';

interface Row {
  readonly service: string;
  readonly operation: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

const rows = readFileSync(new URL('requirements.jsonl', import.meta.url), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Row);
const prefixes = new Map(listRoutedServices().map(({ service, actionPrefix }) => [service, actionPrefix]));
const facts: RequirementFacts = { ...rowFacts, signature: { presigned: false, age: 10, contentSha256: 'UNSIGNED-PAYLOAD' } };

function needed({ service, operation, parameters }: Row): readonly CallRequirement[] {
  try {
    return requirementsOf({ service, actionPrefix: prefixes.get(service) ?? '', operation, protocol: 'json', region: 'eu-west-1', parameters }, facts);
  } catch (error) {
    expect(error).toMatchObject({ code: 'IncompleteCall' });
    return [];
  }
}

/** Every row, and each of its optional parameters by itself beside. */
function callsOf(row: Row): readonly Row[] {
  const all = generateInput(findServiceRoutes(row.service)?.get(row.operation)?.input, 'all');
  const byAlias = row.service === 'kms' && 'KeyId' in row.parameters ? [{ ...row, parameters: { ...row.parameters, KeyId: 'alias/app' } }] : [];
  return [row, ...byAlias, ...Object.entries(all).flatMap(([name, value]) => (name in row.parameters ? [] : [{ ...row, parameters: { ...row.parameters, [name]: value } }]))];
}

/** `aws:ResourceTag/${TagKey}` is any key that begins so. */
const keyOf = (name: string): string => name.replace(/\$\{.*$/, '');
const isFamily = (name: string): boolean => name.endsWith('/') || name.endsWith(':');
const covers = (told: string, key: string): boolean => told === key || (isFamily(key) && told.startsWith(key)) || (isFamily(told) && key.startsWith(told));

/** Keys that follow from who calls and from whose a resource is: they are not the call's to say. */
const ofOthers: ReadonlySet<string> = new Set(['kms:CallerAccount', 'kms:ViaService', 'kms:GrantIsForAWSResource', 's3:ResourceAccount']);

/** Keys that no call tells, with why; they are absent, as they are where AWS has no such thing either. */
const untold: Readonly<Record<string, readonly string[]>> = {
  'the version of TLS is the connection’s, and S3 behind the gate has another': ['s3:TlsVersion', 's3express:TlsVersion'],
  'access points and access grants are not addressed through the gate': ['s3:AccessGrantsInstanceArn', 's3:AccessPointNetworkOrigin', 's3:AccessPointTag/', 's3:DataAccessPointAccount', 's3:DataAccessPointArn', 's3express:AccessPointTag/'],
  'the API has no parameter for it': ['s3:object-lock-event-hold', 's3:object-lock-event-hold-duration-days', 's3:x-amz-object-annotation-directive', 'cloudformation:StackPolicyUrl', 'events:SystemMetadata/AwsDetailType', 'events:SystemMetadata/AwsSource', 'events:SystemMetadata/ContentType'],
  'the right to bypass is asked for beside a call that has these keys itself': ['s3:RequestObjectTag/', 's3:RequestObjectTagKeys', 's3:x-amz-acl', 's3:x-amz-copy-source', 's3:x-amz-grant-full-control', 's3:x-amz-grant-read', 's3:x-amz-grant-read-acp', 's3:x-amz-grant-write', 's3:x-amz-grant-write-acp', 's3:x-amz-metadata-directive', 's3:x-amz-server-side-encryption', 's3:x-amz-server-side-encryption-aws-kms-key-id', 's3:x-amz-server-side-encryption-customer-algorithm', 's3:x-amz-storage-class', 's3:x-amz-website-redirect-location'],
  'sessions of directory buckets are asked for to rename an object alone': ['s3express:AllAccessRestrictedToLocalZoneGroup', 's3express:BucketTag/', 's3express:Permissions', 's3express:ResourceAccount', 's3express:authType', 's3express:signatureAge', 's3express:signatureversion', 's3express:x-amz-content-sha256', 's3express:x-amz-server-side-encryption', 's3express:x-amz-server-side-encryption-aws-kms-key-id'],
  'instances and devices say it of themselves in sessions of their own': ['ssm:SourceInstanceARN', 'ec2:SourceInstanceARN', 'lambda:EventSourceToken'],
  'reads and checks return nothing of what was before': ['dynamodb:ReturnValues'],
  'it is the tag of what is about to be made': ['secretsmanager:ResourceTag/', 'aws:ResourceTag/'],
  'the operation takes no tags': ['aws:RequestTag/', 'aws:TagKeys'],
};

describe('condition keys of what calls need', () => {
  const told = new Map<string, Set<string>>();
  const wrong = new Set<string>();
  /** One value where AWS has a list is compared with and without set operators; several never without (R4.6, R4.7). */
  for (const row of rows) {
    for (const call of row.service === 'ec2' ? [row] : callsOf(row)) {
      for (const { action, keys = {}, unknownKeys = [] } of needed(call)) {
        const names = told.get(action) ?? new Set<string>();
        told.set(action, names);
        for (const key of unknownKeys) names.add(key);
        for (const [key, value] of Object.entries(keys)) {
          if (value === undefined) continue;
          names.add(key.toLowerCase());
          const known = findService(action.slice(0, action.indexOf(':')))?.conditionKey(key);
          if (known && typeof value !== 'string' && !known.type.startsWith('ArrayOf')) wrong.add(`${action} ${key} is ${known.type}`);
        }
      }
    }
  }

  it('are lists only where AWS has lists', () => {
    expect([...wrong]).toEqual([]);
  });

  it('are all told or unknown that the reference lists with an action, but those that cannot be told, with reasons', () => {
    const missing = new Set<string>();
    for (const [action, names] of told) {
      if (action.startsWith('ec2:')) continue;
      const found = findAction(action);
      const listed = [...(found?.conditionKeys ?? []), ...(found?.resources.flatMap(({ conditionKeys }) => conditionKeys) ?? [])].map(({ name }) => keyOf(name));
      for (const key of listed) if (!ofOthers.has(key) && ![...names].some((name) => covers(name, key.toLowerCase()))) missing.add(key);
    }
    expect([...missing].sort()).toEqual(Object.values(untold).flat().filter((key) => key !== 'aws:ResourceTag/' || missing.has(key)).sort());
  });

  it('are listed in the documentation where they cannot be told', () => {
    const page = readFileSync(new URL('../../docs/gate-calls.md', import.meta.url), 'utf8');
    const named = Object.values(untold).flat().filter((key) => !key.startsWith('aws:') && !/^s3(?:express)?:(?:x-amz|Request)/.test(key));
    expect(named.filter((key) => !page.includes(key.replace(/\/$/, '')))).toEqual([]);
  });
});

describe('rows of calls', () => {
  it('have every operation of every service with a table of its own', () => {
    const has = new Set(rows.map(({ service, operation }) => `${service}.${operation}`));
    const services = [...new Set(rows.map(({ service }) => service))];
    expect(services.flatMap((service) => [...(findServiceRoutes(service)?.keys() ?? [])].map((operation) => `${service}.${operation}`)).filter((each) => !has.has(each))).toEqual([]);
  });
});
