import { CheckNoNewAccessCommand, paginateValidatePolicy, ValidatePolicyCommand } from '@aws-sdk/client-accessanalyzer';
import type { AccessAnalyzerClient, ValidatePolicyCommandInput } from '@aws-sdk/client-accessanalyzer';
import { AttachUserPolicyCommand, CreateAccessKeyCommand, CreateUserCommand } from '@aws-sdk/client-iam';
import { validatePolicy } from '@assent/analysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { credentialsOf, failure, policy } from '../clients/aws-clients.ts';
import { LocalServer } from './local-server.ts';

let server: LocalServer;
let client: AccessAnalyzerClient;
beforeAll(async () => {
  server = await LocalServer.start();
  client = server.accessAnalyzer();
});
afterAll(async () => {
  await server.close();
  expect(server.faults).toEqual([]);
});

const validate = (policyDocument: string, rest: Partial<ValidatePolicyCommandInput> = {}) => client.send(new ValidatePolicyCommand({ policyDocument, policyType: 'IDENTITY_POLICY', ...rest }));

const faulty = policy({ Effect: 'Allow', Action: ['s3:GetObjects', 's3:Get*', 's3:GetObject'], Resource: 'arn:aws:s3:::b/${ x}', Condition: { StringEquals: { 'aws:TagKeys': 'a' } } });

describe('ValidatePolicy', () => {
  it('answers with findings in AWS’s shape (R24.11)', async () => {
    const { findings, nextToken } = await validate(faulty);
    expect(nextToken).toBeUndefined();
    expect(findings).toEqual(validatePolicy(faulty, { policyType: 'IDENTITY_POLICY' }));
    expect(findings?.map(({ issueCode }) => issueCode)).toEqual(['INVALID_ACTION', 'REDUNDANT_ACTION', 'UNSUPPORTED_SPACE_IN_VARIABLE', 'MISSING_QUALIFIER']);
    expect(findings?.[0]?.locations?.[0]?.path).toEqual([{ value: 'Statement' }, { index: 0 }, { value: 'Action' }, { index: 0 }]);
  });

  it('has nothing to say of a good policy, and one finding for what is not JSON (R24.12)', async () => {
    expect((await validate(policy({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' }))).findings).toEqual([]);
    expect((await validate('{')).findings).toMatchObject([{ findingType: 'ERROR', issueCode: 'JSON_SYNTAX_ERROR', locations: [{ path: [], span: { start: { line: 1, column: 1, offset: 1 } } }] }]);
  });

  it('knows trust policies by the resource type (R24.10)', async () => {
    const trust = policy({ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' });
    const { findings } = await validate(trust, { policyType: 'RESOURCE_POLICY', validatePolicyResourceType: 'AWS::IAM::AssumeRolePolicyDocument', locale: 'DE' });
    expect(findings?.map(({ issueCode }) => issueCode)).toEqual(['ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL']);
  });

  it('answers page by page (R24.3)', async () => {
    const whole = (await validate(faulty)).findings;
    const pages: (number | undefined)[] = [];
    const paged: unknown[] = [];
    for await (const page of paginateValidatePolicy({ client, pageSize: 3 }, { policyDocument: faulty, policyType: 'IDENTITY_POLICY' })) {
      pages.push(page.findings?.length);
      paged.push(...(page.findings ?? []));
    }
    expect(pages).toEqual([3, 1]);
    expect(paged).toEqual(whole);
  });

  it.each<readonly [string, Partial<ValidatePolicyCommandInput>, RegExp]>([
    ['no policy', { policyDocument: undefined as unknown as string }, /Value null at 'policyDocument' failed to satisfy constraint: Member must not be null/],
    ['an unknown policy type', { policyType: 'VPC_POLICY' as 'IDENTITY_POLICY' }, /Value 'VPC_POLICY' at 'policyType' failed to satisfy constraint: Member must satisfy enum value set/],
    ['a resource type that is not for it', { validatePolicyResourceType: 'AWS::S3::Bucket' }, /validatePolicyResourceType goes with the policy type RESOURCE_POLICY alone/],
    ['too small a page', { maxResults: 0 }, /maxResults is a number from 1 to 1000/],
    ['a token of another list', { nextToken: 'bm90IG91cnM' }, /nextToken is not one of this list/],
    ['a policy longer than any', { policyDocument: 'x'.repeat(131_073) }, /the policy has 131073 characters, more than 131072/],
  ])('refuses %s (R24.2)', async (_, rest, message) => {
    const { code, status, message: text } = await failure(validate(faulty, rest));
    expect({ code, status }).toEqual({ code: 'ValidationException', status: 400 });
    expect(text).toMatch(message);
  });

  it('says which fields are at fault, as clients read it', async () => {
    const error = await validate(faulty, { policyType: 'NONE' as 'IDENTITY_POLICY' }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'ValidationException', reason: 'fieldValidationFailed', fieldList: [{ name: 'policyType', message: expect.stringContaining('Member must satisfy enum value set') as string }] });
  });

  it('needs access-analyzer:ValidatePolicy, which a policy of AWS’s own gives', async () => {
    await server.iam().send(new CreateUserCommand({ UserName: 'reader' }));
    const { AccessKey } = await server.iam().send(new CreateAccessKeyCommand({ UserName: 'reader' }));
    const call = () => server.accessAnalyzer(credentialsOf(AccessKey)).send(new ValidatePolicyCommand({ policyDocument: faulty, policyType: 'IDENTITY_POLICY' }));
    expect(await failure(call())).toMatchObject({ code: 'AccessDeniedException', status: 403, message: expect.stringMatching(/is not authorized to perform: access-analyzer:ValidatePolicy on resource: \*/) as string });
    await server.iam().send(new AttachUserPolicyCommand({ UserName: 'reader', PolicyArn: 'arn:aws:iam::aws:policy/IAMAccessAnalyzerReadOnlyAccess' }));
    expect((await call()).findings).toHaveLength(4);
  });
});

describe('Access Analyzer', () => {
  it('says of an operation that is not served that it is unknown', async () => {
    const { code, status } = await failure(client.send(new CheckNoNewAccessCommand({ existingPolicyDocument: faulty, newPolicyDocument: faulty, policyType: 'IDENTITY_POLICY' })));
    expect({ code, status }).toEqual({ code: 'UnknownOperationException', status: 404 });
  });

  it('refuses a key that it does not know', async () => {
    const stranger = server.accessAnalyzer({ accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' });
    expect(await failure(stranger.send(new ValidatePolicyCommand({ policyDocument: faulty, policyType: 'IDENTITY_POLICY' })))).toMatchObject({ code: 'UnrecognizedClientException', status: 403 });
  });

  it('answers what is not signed in its own words', async () => {
    const answer = await server.raw('POST /policy/validation HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}');
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(answer).toMatch(/x-amzn-errortype: MissingAuthenticationTokenException/i);
    expect(answer).toMatch(/content-type: application\/json/i);
  });
});
