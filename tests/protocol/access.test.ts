import { AttachRolePolicyCommand, CreateAccessKeyCommand, CreatePolicyCommand, CreateRoleCommand, CreateUserCommand, DeleteRoleCommand, DeleteRolePolicyCommand, PutRolePolicyCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, allow, credentialsOf, policy, rootKey } from '../clients/aws-clients.ts';
import type { Credentials } from '../clients/aws-clients.ts';
import { LocalServer } from './local-server.ts';

const partner = '210987654321';
const plain = 'plain-token-0123456789-0123456789-0123';
const explaining = 'explaining-token-0123456789-0123456789';
const user = (name: string, owner = account): string => `arn:aws:iam::${owner}:user/${name}`;
const roleArn = (name: string): string => `arn:aws:iam::${account}:role/${name}`;
const invoice = `arn:aws:invoices:eu-central-1:${account}:invoice/17`;
const ana = { subject: { type: 'user', id: user('ana') }, action: { name: 'invoices:Read' }, resource: { type: 'invoice', id: invoice } };

let server: LocalServer;
let asker: Credentials;

interface AnswerBody {
  readonly decision?: boolean;
  readonly context?: { readonly error?: { readonly status: number }; readonly explanation?: { readonly message?: string } };
  readonly evaluations?: readonly AnswerBody[];
  readonly error?: { readonly message: string };
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: AnswerBody;
}

async function post(body: unknown, { path = 'evaluation', token = plain as string | null, headers = {} as Record<string, string>, method = 'POST' } = {}): Promise<Answer> {
  const response = await fetch(`${server.url}/access/v1/${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...headers },
    ...(method === 'POST' ? { body: typeof body === 'string' ? body : JSON.stringify(body) } : {}),
  });
  return { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) as AnswerBody };
}

async function signed(body: object, credentials: Credentials, { service = 'assent', tampered = body } = {}): Promise<Answer> {
  const url = new URL(server.url);
  const signer = new SignatureV4({ credentials, region: 'us-east-1', service, sha256: Sha256 });
  const request = await signer.sign({ method: 'POST', protocol: 'http:', hostname: url.hostname, port: Number(url.port), path: '/access/v1/evaluation', query: {}, headers: { host: url.host, 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return post(tampered, { token: null, headers: request.headers });
}

beforeAll(async () => {
  server = await LocalServer.start({ standaloneAccounts: [partner], accessTokens: `# tokens\n${plain}\n${explaining} explain\n` });
  const iam = server.iam();
  for (const UserName of ['ana', 'asker', 'nobody']) await iam.send(new CreateUserCommand({ UserName, Tags: [{ Key: 'team', Value: 'blue' }] }));
  await iam.send(new PutUserPolicyCommand({ UserName: 'ana', PolicyName: 'p', PolicyDocument: policy(
    allow('invoices:Read', invoice),
    { Effect: 'Allow', Action: 'invoices:Pay', Resource: '*', Condition: { NumericLessThan: { 'invoices:Amount': '100' }, 'ForAllValues:StringEquals': { 'invoices:Labels': ['a', 'b'] }, Bool: { 'aws:SecureTransport': 'true' } } },
    { Effect: 'Allow', Action: 'invoices:Sign', Resource: '*', Condition: { StringEquals: { 'aws:PrincipalTag/team': 'blue', 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } } },
    { Effect: 'Allow', Action: 'invoices:Far', Resource: '*', Condition: { IpAddress: { 'aws:SourceIp': '127.0.0.1' } } },
    allow('sts:AssumeRole'),
  ) }));
  await iam.send(new PutUserPolicyCommand({ UserName: 'asker', PolicyName: 'p', PolicyDocument: policy(allow('assent:EvaluateAccess')) }));
  asker = credentialsOf((await iam.send(new CreateAccessKeyCommand({ UserName: 'asker' }))).AccessKey);
  const trust = policy({ Effect: 'Allow', Principal: { AWS: user('ana') }, Action: 'sts:AssumeRole' }, { Effect: 'Allow', Principal: { AWS: user('asker') }, Action: 'sts:AssumeRole' });
  await iam.send(new CreateRoleCommand({ RoleName: 'clerk', AssumeRolePolicyDocument: trust, Tags: [{ Key: 'team', Value: 'red' }] }));
  await iam.send(new PutRolePolicyCommand({ RoleName: 'clerk', PolicyName: 'p', PolicyDocument: policy(allow('invoices:*')) }));
  const boundary = (await iam.send(new CreatePolicyCommand({ PolicyName: 'boundary', PolicyDocument: policy(allow('invoices:Read')) }))).Policy?.Arn;
  await iam.send(new CreateRoleCommand({ RoleName: 'bounded', AssumeRolePolicyDocument: trust, PermissionsBoundary: boundary }));
  await iam.send(new AttachRolePolicyCommand({ RoleName: 'bounded', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }));
});
afterAll(async () => {
  await server.close();
  expect(server.faults).toEqual([]);
});

const question = (id: string, type: string, action: string, rest: object = {}) => ({ subject: { type, id }, action: { name: action }, resource: { type: 'invoice', id: invoice }, ...rest });

describe('an evaluation', () => {
  it.each<[name: string, asked: object, decision: boolean]>([
    ['what a policy allows, of a service that was made up', ana, true],
    ['what no policy allows', question(user('ana'), 'user', 'invoices:Delete'), false],
    ['who does not exist', question(user('bob'), 'user', 'invoices:Read'), false],
    ['a user that is asked about as a role', question(user('ana'), 'role', 'invoices:Read'), false],
    ['a role', question(roleArn('clerk'), 'role', 'invoices:Delete'), true],
    ['a role within its boundary', question(roleArn('bounded'), 'role', 'invoices:Read'), true],
    ['a role beyond its boundary', question(roleArn('bounded'), 'role', 'invoices:Delete'), false],
    ['a session', question(`arn:aws:sts::${account}:assumed-role/clerk/x17`, 'session', 'invoices:Delete'), true],
    ['a session without a name', question(`arn:aws:sts::${account}:assumed-role/clerk/`, 'session', 'invoices:Delete'), false],
    ['numbers, lists and booleans of the context, typed', question(user('ana'), 'user', 'invoices:Pay', { context: { 'invoices:Amount': 99, 'invoices:Labels': ['a'], 'aws:SecureTransport': true } }), true],
    ['a number that is too large', question(user('ana'), 'user', 'invoices:Pay', { context: { 'invoices:Amount': 100, 'invoices:Labels': ['a'], 'aws:SecureTransport': true } }), false],
    ['a value of a list that is not wanted', question(user('ana'), 'user', 'invoices:Pay', { context: { 'invoices:Amount': 9, 'invoices:Labels': ['a', 'c'], 'aws:SecureTransport': true } }), false],
    ['tags of the user and the resource', { ...question(user('ana'), 'user', 'invoices:Sign'), resource: { type: 'invoice', id: invoice, properties: { tags: { team: 'blue' } } } }, true],
    ['other tags', { ...question(user('ana'), 'user', 'invoices:Sign'), resource: { type: 'invoice', id: invoice, properties: { tags: { team: 'red' } } } }, false],
    ['nothing of the connection that the question came over', question(user('ana'), 'user', 'invoices:Far'), false],
    ['a policy of the resource', { ...question(user('nobody'), 'user', 'invoices:Read'), resource: { type: 'invoice', id: invoice, properties: { policy: JSON.parse(policy({ Effect: 'Allow', Principal: { AWS: user('nobody') }, Action: 'invoices:Read', Resource: '*' })) } } }, true],
    ['a policy of the resource that denies', { ...ana, resource: { type: 'invoice', id: invoice, properties: { policy: policy({ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }) } } }, false],
    ['a resource of another account, without a policy of its own', { ...question(roleArn('clerk'), 'role', 'invoices:Read'), resource: { type: 'invoice', id: 'arn:aws:s3:::bucket/key', properties: { account: partner } } }, false],
    ['assuming a role that trusts', { ...question(user('ana'), 'user', 'sts:AssumeRole'), resource: { type: 'role', id: roleArn('clerk') } }, true],
    ['assuming a role that trusts others', { ...question(user('nobody'), 'user', 'sts:AssumeRole'), resource: { type: 'role', id: roleArn('clerk') } }, false],
  ])('decides %s', async (_name, asked, decision) => {
    expect(await post(asked)).toMatchObject({ status: 200, body: { decision } });
  });

  it('takes what a session was issued with: its policies, and nothing after its role is gone', async () => {
    await server.iam().send(new CreateRoleCommand({ RoleName: 'brief', AssumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }) }));
    await server.iam().send(new PutRolePolicyCommand({ RoleName: 'brief', PolicyName: 'p', PolicyDocument: policy(allow('invoices:*')) }));
    await server.iam().send(new PutUserPolicyCommand({ UserName: 'asker', PolicyName: 'assume', PolicyDocument: policy(allow('sts:AssumeRole')) }));
    const { Credentials: issued, AssumedRoleUser } = await server.sts(asker).send(new AssumeRoleCommand({ RoleArn: roleArn('brief'), RoleSessionName: 'once', Policy: policy(allow('invoices:Read')) }));
    const properties = { access_key_id: issued?.AccessKeyId, session_token: issued?.SessionToken };
    const asked = (action: string, id = AssumedRoleUser?.Arn ?? '') => ({ subject: { type: 'session', id, properties }, action: { name: action }, resource: { type: 'invoice', id: invoice } });
    expect((await post(asked('invoices:Read'))).body).toEqual({ decision: true });
    expect((await post(asked('invoices:Delete'))).body).toEqual({ decision: false });
    expect((await post(asked('invoices:Read', `arn:aws:sts::${account}:assumed-role/clerk/once`))).body).toEqual({ decision: false });
    await server.iam().send(new DeleteRolePolicyCommand({ RoleName: 'brief', PolicyName: 'p' }));
    await server.iam().send(new DeleteRoleCommand({ RoleName: 'brief' }));
    expect((await post(asked('invoices:Read'))).body).toEqual({ decision: false });
  });

  it.each<[name: string, body: unknown, message: string]>([
    ['no JSON', '{', 'must be JSON'],
    ['no object', [], 'must be an object'],
    ['no subject', { ...ana, subject: undefined }, 'subject'],
    ['a subject of another type', { ...ana, subject: { type: 'robot', id: 'r' } }, 'subject.type'],
    ['an id that is no text', { ...ana, subject: { type: 'user', id: 7 } }, 'subject.id'],
    ['an action without a service', { ...ana, action: { name: 'Read' } }, 'action.name'],
    ['an action with wildcards', { ...ana, action: { name: 'invoices:*' } }, 'action.name'],
    ['a resource that is no ARN', { ...ana, resource: { type: 'invoice', id: '17' } }, 'resource.id'],
    ['a resource without a type', { ...ana, resource: { id: invoice } }, 'resource.type'],
    ['an account that is none', { ...ana, resource: { type: 'i', id: invoice, properties: { account: 'x' } } }, 'account'],
    ['a policy that is none', { ...ana, resource: { type: 'i', id: invoice, properties: { policy: '{}' } } }, 'policy'],
    ['a null in the context', { ...ana, context: { 'a:b': null } }, 'a:b'],
    ['an object in the context', { ...ana, context: { 'a:b': {} } }, 'a:b'],
    ['one key twice', { ...ana, context: { 'a:b': 1, 'A:B': 1 } }, 'more than once'],
    ['who the subject is, told by the context', { ...ana, context: { 'aws:PrincipalTag/team': 'red' } }, 'follows from'],
    ['an explanation that is neither wanted nor not', { ...ana, options: { explain: 'yes' } }, 'options.explain'],
  ])('refuses %s', async (_name, body, message) => {
    const answer = await post(body);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'invalid-request' } } });
    expect(answer.body.error?.message).toContain(message);
  });

  it('echoes the id of the request, and answers JSON that nobody keeps', async () => {
    const { headers } = await post(ana, { headers: { 'x-request-id': 'r-17' } });
    expect([headers.get('x-request-id'), headers.get('content-type'), headers.get('cache-control')]).toEqual(['r-17', 'application/json', 'no-store']);
  });

  it('takes POST, JSON, and no more than the listener does', async () => {
    expect(await post(undefined, { method: 'GET' })).toMatchObject({ status: 405 });
    expect(await post(ana, { headers: { 'content-type': 'text/plain' } })).toMatchObject({ status: 400 });
    expect(await post({ ...ana, context: { 'a:b': 'x'.repeat(1 << 20) } })).toMatchObject({ status: 413, body: { error: { code: 'too-large' } } });
  });
});

describe('who asks', () => {
  it.each<[name: string, token: string | null]>([
    ['nobody', null],
    ['the bearer of another token', `${plain}x`],
    ['the bearer of a part of a token', plain.slice(0, -1)],
    ['the bearer of the word behind a token', 'explain'],
  ])('%s is told nothing', async (_name, token) => {
    const answer = await post(ana, { token });
    expect(answer).toMatchObject({ status: 401, body: { error: { code: 'unauthenticated' } } });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('is who signed, with a permission of his own, deny by default', async () => {
    expect(await signed(ana, asker)).toMatchObject({ status: 200, body: { decision: true } });
    const nobody = credentialsOf((await server.iam().send(new CreateAccessKeyCommand({ UserName: 'nobody' }))).AccessKey);
    const refused = await signed(ana, nobody);
    expect(refused).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } });
    expect(refused.body.error?.message).toBe(`User: ${user('nobody')} is not authorized to perform: assent:EvaluateAccess on resource: ${user('ana')} because no identity-based policy allows the assent:EvaluateAccess action`);
  });

  it('is refused where the signature is of another body, another key or another service', async () => {
    expect(await signed(ana, asker, { tampered: question(user('ana'), 'user', 'invoices:Delete') })).toMatchObject({ status: 401 });
    expect(await signed(ana, { ...asker, secretAccessKey: 'x' })).toMatchObject({ status: 401 });
    const url = `${server.url}/access/v1/evaluation`;
    expect((await fetch(url, { method: 'POST', headers: { authorization: 'AWS4-HMAC-SHA256 rubbish' } })).status).toBe(401);
  });

  it('asks about his own account alone, whether the other knows the subject or not', async () => {
    for (const name of ['ana', 'bob']) expect(await signed({ ...ana, subject: { type: 'user', id: user(name, partner) } }, asker)).toMatchObject({ status: 403 });
    expect(await signed(ana, server.rootOf(partner))).toMatchObject({ status: 403 });
    expect(await signed(ana, rootKey)).toMatchObject({ status: 200, body: { decision: true } });
  });

  it('gets an explanation only with the right to one', async () => {
    const why = { ...question(user('ana'), 'user', 'invoices:Delete'), options: { explain: true } };
    expect(await post(why)).toMatchObject({ status: 403 });
    expect(await signed(why, asker)).toMatchObject({ status: 403 });
    const { body } = await post(why, { token: explaining });
    expect(body).toMatchObject({ decision: false, context: { outcome: 'implicitDeny', explanation: { decision: { decision: 'implicitDeny', by: 'identity' } } } });
    expect(body.context?.explanation?.message).toContain('because no identity-based policy allows the invoices:Delete action');
    expect((await post(ana, { token: explaining })).body).toEqual({ decision: true });
    expect((await post({ ...why, subject: { type: 'user', id: user('bob') } }, { token: explaining })).body).toEqual({ decision: false, context: { outcome: 'implicitDeny', reason: 'the subject is not known' } });
  });
});

describe('evaluations', () => {
  const read = { resource: { type: 'invoice', id: invoice } };
  const remove = { ...read, action: { name: 'invoices:Delete' } };
  const { subject, action } = ana;

  it.each<[semantic: string, decisions: readonly boolean[]]>([
    ['execute_all', [true, false, true]],
    ['deny_on_first_deny', [true, false]],
    ['permit_on_first_permit', [true]],
  ])('with defaults, under %s', async (evaluations_semantic, decisions) => {
    const { status, body } = await post({ subject, action, options: { evaluations_semantic }, evaluations: [read, remove, read] }, { path: 'evaluations' });
    expect([status, body]).toEqual([200, { evaluations: decisions.map((decision) => ({ decision })) }]);
  });

  it('without a list are one evaluation', async () => {
    for (const rest of [{}, { evaluations: [] }]) expect(await post({ ...ana, ...rest }, { path: 'evaluations' })).toMatchObject({ status: 200, body: { decision: true } });
  });

  it('deny those that cannot be read, and answer the others', async () => {
    const { body } = await post({ subject, action, evaluations: [read, {}, 7, { ...read, action: null }] }, { path: 'evaluations' });
    expect(body.evaluations?.map((each) => [each.decision, each.context?.error?.status])).toEqual([[true, undefined], [false, 400], [false, 400], [false, 400]]);
  });

  it('refuse a semantic that does not exist, and more than there may be', async () => {
    expect(await post({ ...ana, options: { evaluations_semantic: 'any' }, evaluations: [{}] }, { path: 'evaluations' })).toMatchObject({ status: 400 });
    expect(await post({ ...ana, evaluations: Array.from({ length: 1001 }, () => ({})) }, { path: 'evaluations' })).toMatchObject({ status: 400 });
    expect(await post({ ...ana, options: { explain: true }, evaluations: Array.from({ length: 51 }, () => ({})) }, { path: 'evaluations', token: explaining })).toMatchObject({ status: 400 });
  });
});

it('says where the endpoints are', async () => {
  const response = await fetch(`${server.url}/.well-known/authzen-configuration`);
  expect([response.status, await response.json()]).toEqual([200, { policy_decision_point: server.url, access_evaluation_endpoint: `${server.url}/access/v1/evaluation`, access_evaluations_endpoint: `${server.url}/access/v1/evaluations` }]);
});

it('starts only with tokens that are long enough to be secret', async () => {
  for (const accessTokens of ['short', '', `${plain} explain more`, `${plain} everything`]) await expect(LocalServer.start({ accessTokens })).rejects.toThrow(RangeError);
});
