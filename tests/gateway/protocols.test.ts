import { AwsSmithyRpcV2CborProtocol } from '@aws-sdk/core/protocols';
import { CloudWatchClient, ListMetricsCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { ChangeResourceRecordSetsCommand, CreateHostedZoneCommand, ListHostedZonesCommand, ListResourceRecordSetsCommand, Route53Client } from '@aws-sdk/client-route-53';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, allow, failure, rootKey } from '../clients/aws-clients.ts';
import type { Credentials } from '../clients/aws-clients.ts';
import { LocalServer } from '../protocol/local-server.ts';
import { userOf } from '../protocol/organization.ts';
import { hasMoto, startMoto } from './real-upstreams/moto.ts';
import type { RealUpstream } from './real-upstreams/real-upstream.ts';
import { clientOf, notAllowed } from './scenarios/scenario.ts';
import { startUpstream } from './upstream-server.ts';
import type { UpstreamServer } from './upstream-server.ts';

const ana = `arn:aws:iam::${account}:user/ana`;
const alarm = (name: string): string => `arn:aws:cloudwatch:us-east-1:${account}:alarm:${name}`;
const cbor = (hexadecimal: string): Buffer => Buffer.from(hexadecimal, 'hex');

let upstream: UpstreamServer;
let server: LocalServer;
let credentials: Credentials;

beforeAll(async () => {
  upstream = await startUpstream(({ headers, target }, response) => {
    if (headers['smithy-protocol'] === undefined) return void response.setHeader('content-type', 'text/xml').end(`<ChangeResourceRecordSetsResponse><ChangeInfo><Id>/change/C1</Id><Status>INSYNC</Status></ChangeInfo></ChangeResourceRecordSetsResponse>`);
    response.writeHead(200, { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' });
    // {"Metrics": []}, and nothing.
    response.end(target.endsWith('ListMetrics') ? cbor('a1674d65747269637380') : cbor('a0'));
  });
  server = await LocalServer.start({ upstreams: { '*': { url: upstream.url } } });
  credentials = await userOf(server, rootKey, 'ana', allow('route53:ChangeResourceRecordSets', 'arn:aws:route53:::hostedzone/Z1'), allow('cloudwatch:PutMetricAlarm', alarm('Orders')), allow('cloudwatch:ListMetrics'));
});
afterAll(async () => {
  await server.close();
  await upstream.close();
  expect(server.faults).toEqual([]);
});

describe('REST with XML', () => {
  const change = (HostedZoneId: string) =>
    new Route53Client(clientOf(server, credentials)).send(new ChangeResourceRecordSetsCommand({ HostedZoneId, ChangeBatch: { Changes: [{ Action: 'UPSERT', ResourceRecordSet: { Name: 'www.example.com', Type: 'A', TTL: 60, ResourceRecords: [{ Value: '192.0.2.1' }] } }] } }));

  it('passes what is allowed as it came, and brings back the answer', async () => {
    expect((await change('Z1')).ChangeInfo).toMatchObject({ Id: '/change/C1', Status: 'INSYNC' });
    expect(upstream.received.at(-1)).toMatchObject({ method: 'POST', target: '/2013-04-01/hostedzone/Z1/rrset' });
    expect(upstream.received.at(-1)?.body.toString()).toContain('<Name>www.example.com</Name>');
  });

  it('is refused in its own form, before anything goes upstream', async () => {
    const before = upstream.begun();
    expect(await failure(change('Z2'))).toEqual({ code: 'AccessDenied', status: 403, message: notAllowed(ana, 'route53:ChangeResourceRecordSets', 'arn:aws:route53:::hostedzone/Z2') });
    expect(upstream.begun()).toBe(before);
  });
});

describe('CBOR', () => {
  const client = () => new CloudWatchClient({ ...clientOf(server, credentials), protocol: AwsSmithyRpcV2CborProtocol });
  const put = (AlarmName: string) => client().send(new PutMetricAlarmCommand({ AlarmName, ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 1, Threshold: 1.5, Namespace: 'Orders', MetricName: 'Count', Period: 60, Statistic: 'Sum' }));

  it('passes as it came, and its answer is read', async () => {
    await put('Orders');
    const got = upstream.received.at(-1);
    expect([got?.method, got?.target, got?.headers['smithy-protocol']]).toEqual(['POST', '/service/GraniteServiceVersion20100801/operation/PutMetricAlarm', 'rpc-v2-cbor']);
    expect(got?.body.includes('AlarmName')).toBe(true);
    expect((await client().send(new ListMetricsCommand({}))).Metrics).toEqual([]);
  });

  it('is refused in its own form, by what its body says', async () => {
    const before = upstream.begun();
    expect(await failure(put('Payments'))).toEqual({ code: 'AccessDeniedException', status: 400, message: notAllowed(ana, 'cloudwatch:PutMetricAlarm', alarm('Payments')) });
    expect(upstream.begun()).toBe(before);
  });
});

describe.runIf(hasMoto)("moto behind the gate (needs moto's server)", () => {
  let moto: RealUpstream;
  let gate: LocalServer;

  beforeAll(async () => {
    moto = await startMoto();
    gate = await LocalServer.start({ upstreams: { '*': { url: moto.url } } });
  }, 60_000);
  afterAll(async () => {
    await gate.close();
    await moto.close();
    expect(gate.faults).toEqual([]);
  });

  it('keeps zones and records, of whom a user sees his own', { timeout: 60_000 }, async () => {
    const root = new Route53Client(clientOf(gate, rootKey));
    const zones = [];
    for (const Name of ['one.example', 'two.example']) zones.push((await root.send(new CreateHostedZoneCommand({ Name, CallerReference: Name }))).HostedZone?.Id?.replace('/hostedzone/', '') ?? '');
    const [own = '', other = ''] = zones;
    const user = new Route53Client(clientOf(gate, await userOf(gate, rootKey, 'ana', allow(['route53:ChangeResourceRecordSets', 'route53:ListResourceRecordSets'], `arn:aws:route53:::hostedzone/${own}`))));
    await user.send(new ChangeResourceRecordSetsCommand({ HostedZoneId: own, ChangeBatch: { Changes: [{ Action: 'CREATE', ResourceRecordSet: { Name: 'www.one.example', Type: 'A', TTL: 60, ResourceRecords: [{ Value: '192.0.2.1' }] } }] } }));
    expect((await user.send(new ListResourceRecordSetsCommand({ HostedZoneId: own }))).ResourceRecordSets?.map(({ Name }) => Name)).toContain('www.one.example.');
    expect((await failure(user.send(new ListResourceRecordSetsCommand({ HostedZoneId: other })))).message).toBe(notAllowed(ana, 'route53:ListResourceRecordSets', `arn:aws:route53:::hostedzone/${other}`));
    expect((await failure(user.send(new ListHostedZonesCommand({})))).message).toBe(notAllowed(ana, 'route53:ListHostedZones', '*'));
  });
});
