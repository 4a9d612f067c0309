import * as iam from '@aws-sdk/client-iam';
import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, failure } from '../clients/aws-clients.ts';
import { LocalServer } from '../protocol/local-server.ts';
import { SamlProvider } from './saml-provider.ts';

let server: LocalServer;
beforeAll(async () => {
  server = await LocalServer.start();
});
afterAll(async () => {
  await server.close();
  expect(server.faults).toEqual([]);
});

const send: iam.IAMClient['send'] = ((command: never) => server.iam().send(command)) as iam.IAMClient['send'];
const thumbprint = 'ABCDEF0123456789abcdef0123456789abcdef01';

describe('OpenID Connect providers', () => {
  const oidcArn = (url: string): string => `arn:aws:iam::${account}:oidc-provider/${url}`;
  const create = (Url: string, rest: Partial<iam.CreateOpenIDConnectProviderCommandInput> = {}) => send(new iam.CreateOpenIDConnectProviderCommand({ Url, ...rest }));
  const get = (url: string) => send(new iam.GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: oidcArn(url) }));

  it('are made, shown and listed (R21.32)', async () => {
    const made = await create('https://OIDC.example.com/id/ABC', { ClientIDList: ['a', 'b', 'a'], ThumbprintList: [thumbprint], Tags: [{ Key: 'team', Value: 'blue' }] });
    expect(made).toMatchObject({ OpenIDConnectProviderArn: oidcArn('oidc.example.com/id/ABC'), Tags: [{ Key: 'team', Value: 'blue' }] });
    expect(await get('oidc.example.com/id/ABC')).toMatchObject({ Url: 'oidc.example.com/id/ABC', ClientIDList: ['a', 'b'], ThumbprintList: [thumbprint], Tags: [{ Key: 'team', Value: 'blue' }], CreateDate: expect.any(Date) });
    expect((await send(new iam.ListOpenIDConnectProvidersCommand({}))).OpenIDConnectProviderList).toEqual([{ Arn: oidcArn('oidc.example.com/id/ABC') }]);
    expect(await failure(create('https://oidc.example.com/id/ABC'))).toMatchObject({ code: 'EntityAlreadyExists', status: 409 });
    await expect(create('https://oidc.example.com/id/abc')).resolves.toBeDefined();
    expect((await send(new iam.GetAccountSummaryCommand({}))).SummaryMap?.['Providers']).toBe(2);
  });

  it.each(['http://a.example.com', 'https://a.example.com:8443', 'https://a.example.com?x=1', 'https://a.example.com#x', 'https://u:p@a.example.com', 'https://', 'ftp://a', 'https://a b'])('are not made for %s', async (url) => {
    expect(await failure(create(url))).toMatchObject({ code: 'ValidationError', status: 400 });
  });

  it('have at most five thumbprints, which are hexadecimal, and a hundred clients', async () => {
    expect((await failure(create('https://t.example.com', { ThumbprintList: ['g'.repeat(40)] }))).code).toBe('InvalidInput');
    expect((await failure(create('https://t.example.com', { ThumbprintList: Array.from({ length: 6 }, () => thumbprint) }))).code).toBe('LimitExceeded');
    expect((await failure(create('https://t.example.com', { ClientIDList: Array.from({ length: 101 }, (_, index) => `c${index}`) }))).code).toBe('LimitExceeded');
    expect((await failure(get('t.example.com'))).code).toBe('NoSuchEntity');
  });

  it('gain and lose clients and thumbprints without complaint about what is so already (R21.33)', async () => {
    await create('https://c.example.com');
    const OpenIDConnectProviderArn = oidcArn('c.example.com');
    for (const ClientID of ['x', 'x', 'y']) await send(new iam.AddClientIDToOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, ClientID }));
    for (const ClientID of ['x', 'z']) await send(new iam.RemoveClientIDFromOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, ClientID }));
    await send(new iam.UpdateOpenIDConnectProviderThumbprintCommand({ OpenIDConnectProviderArn, ThumbprintList: [thumbprint] }));
    expect(await get('c.example.com')).toMatchObject({ ClientIDList: ['y'], ThumbprintList: [thumbprint] });
    await send(new iam.DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }));
    await send(new iam.DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }));
    expect(await failure(get('c.example.com'))).toMatchObject({ code: 'NoSuchEntity', status: 404 });
    for (const call of [
      new iam.AddClientIDToOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, ClientID: 'x' }),
      new iam.RemoveClientIDFromOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, ClientID: 'x' }),
      new iam.UpdateOpenIDConnectProviderThumbprintCommand({ OpenIDConnectProviderArn, ThumbprintList: [] }),
      new iam.TagOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, Tags: [{ Key: 'a', Value: 'b' }] }),
    ]) {
      expect((await failure(send(call as never))).code).toBe('NoSuchEntity');
    }
  });

  it('are tagged, a page at a time, with keys that keep their case (D61)', async () => {
    await create('https://tags.example.com');
    const OpenIDConnectProviderArn = oidcArn('tags.example.com');
    await send(new iam.TagOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, Tags: [{ Key: 'k', Value: '1' }, { Key: 'K', Value: '2' }] }));
    const first = await send(new iam.ListOpenIDConnectProviderTagsCommand({ OpenIDConnectProviderArn, MaxItems: 1 }));
    expect(first).toMatchObject({ Tags: [{ Key: 'k', Value: '1' }], IsTruncated: true });
    await send(new iam.UntagOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, TagKeys: ['k'] }));
    expect((await send(new iam.ListOpenIDConnectProviderTagsCommand({ OpenIDConnectProviderArn }))).Tags).toEqual([{ Key: 'K', Value: '2' }]);
  });
});

describe('SAML providers', () => {
  const idp = new SamlProvider('https://idp.example.com/metadata');
  const samlArn = (name: string): string => `arn:aws:iam::${account}:saml-provider/${name}`;
  const create = (Name: string, SAMLMetadataDocument = idp.metadata(), rest: Partial<iam.CreateSAMLProviderCommandInput> = {}) => send(new iam.CreateSAMLProviderCommand({ Name, SAMLMetadataDocument, ...rest }));
  const get = (name: string) => send(new iam.GetSAMLProviderCommand({ SAMLProviderArn: samlArn(name) }));
  const key = (): string => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

  it('are made, shown and listed (R21.34)', async () => {
    const metadata = idp.metadata(' validUntil="2090-06-01T00:00:00Z"');
    expect(await create('corp', metadata, { Tags: [{ Key: 'team', Value: 'blue' }] })).toMatchObject({ SAMLProviderArn: samlArn('corp'), Tags: [{ Key: 'team', Value: 'blue' }] });
    expect(await get('corp')).toMatchObject({ SAMLMetadataDocument: metadata, ValidUntil: new Date('2090-06-01T00:00:00Z'), SAMLProviderUUID: expect.stringMatching(/^[0-9a-f-]{36}$/), Tags: [{ Key: 'team', Value: 'blue' }] });
    expect((await get('corp')).PrivateKeyList).toBeUndefined();
    expect((await send(new iam.ListSAMLProvidersCommand({}))).SAMLProviderList).toMatchObject([{ Arn: samlArn('corp'), ValidUntil: new Date('2090-06-01T00:00:00Z') }]);
    expect((await failure(create('corp'))).code).toBe('EntityAlreadyExists');
    await create('endless');
    expect((await get('endless')).ValidUntil?.getUTCFullYear()).toBeGreaterThan(2120);
  });

  it.each<readonly [what: string, document: string]>([
    ['no XML', 'x'.repeat(1000)],
    ['another document', '<a/>'.padEnd(1000)],
    ['a document type', `<!DOCTYPE a>${idp.metadata()}`],
    ['no certificate', idp.metadata().replace(/<md:KeyDescriptor.*<\/md:KeyDescriptor>/s, '').padEnd(1000)],
    ['a broken certificate', idp.metadata().replace(/<ds:X509Certificate>.{10}/, '<ds:X509Certificate>AAAAAAAAAA')],
    ['no entity id', idp.metadata().replace(/ entityID="[^"]*"/, '')],
    ['no identity provider', idp.metadata().replaceAll('IDPSSODescriptor', 'SPSSODescriptor')],
  ])('are not made of %s', async (_what, document) => {
    expect(await failure(create('broken', document))).toMatchObject({ code: 'InvalidInput', status: 400 });
  });

  it('keep up to two private keys, never shown, and need one where encryption is required', async () => {
    expect((await failure(create('sealed', idp.metadata(), { AssertionEncryptionMode: 'Required' }))).code).toBe('InvalidInput');
    expect((await failure(create('sealed', idp.metadata(), { AddPrivateKey: 'no key' }))).code).toBe('InvalidInput');
    await create('sealed', idp.metadata(), { AssertionEncryptionMode: 'Required', AddPrivateKey: key() });
    const SAMLProviderArn = samlArn('sealed');
    await send(new iam.UpdateSAMLProviderCommand({ SAMLProviderArn, AddPrivateKey: key() }));
    expect((await failure(send(new iam.UpdateSAMLProviderCommand({ SAMLProviderArn, AddPrivateKey: key() })))).code).toBe('LimitExceeded');
    const { PrivateKeyList = [], AssertionEncryptionMode } = await get('sealed');
    expect(AssertionEncryptionMode).toBe('Required');
    expect(PrivateKeyList).toMatchObject([{ KeyId: expect.stringMatching(/^[A-Z0-9]{32}$/) }, { Timestamp: expect.any(Date) }]);
    await send(new iam.UpdateSAMLProviderCommand({ SAMLProviderArn, RemovePrivateKey: PrivateKeyList[0]?.KeyId ?? '' }));
    expect((await failure(send(new iam.UpdateSAMLProviderCommand({ SAMLProviderArn, RemovePrivateKey: PrivateKeyList[1]?.KeyId ?? '' })))).code).toBe('InvalidInput');
    expect((await get('sealed')).PrivateKeyList).toHaveLength(1);
  });

  it('are updated, tagged and deleted', async () => {
    await create('changing');
    const SAMLProviderArn = samlArn('changing');
    const other = new SamlProvider('https://other.example.com/metadata').metadata();
    expect(await send(new iam.UpdateSAMLProviderCommand({ SAMLProviderArn, SAMLMetadataDocument: other }))).toMatchObject({ SAMLProviderArn });
    expect((await get('changing')).SAMLMetadataDocument).toBe(other);
    await send(new iam.TagSAMLProviderCommand({ SAMLProviderArn, Tags: [{ Key: 'a', Value: '1' }, { Key: 'b', Value: '2' }] }));
    await send(new iam.UntagSAMLProviderCommand({ SAMLProviderArn, TagKeys: ['a'] }));
    expect((await send(new iam.ListSAMLProviderTagsCommand({ SAMLProviderArn }))).Tags).toEqual([{ Key: 'b', Value: '2' }]);
    await send(new iam.DeleteSAMLProviderCommand({ SAMLProviderArn }));
    expect(await failure(get('changing'))).toMatchObject({ code: 'NoSuchEntity', status: 404 });
    expect((await failure(send(new iam.DeleteSAMLProviderCommand({ SAMLProviderArn })))).code).toBe('NoSuchEntity');
  });
});

describe('accounts', () => {
  it('choose the version of their tokens (R21.49)', async () => {
    await send(new iam.SetSecurityTokenServicePreferencesCommand({ GlobalEndpointTokenVersion: 'v2Token' }));
    expect((await send(new iam.GetAccountSummaryCommand({}))).SummaryMap?.['GlobalEndpointTokenVersion']).toBe(2);
    await send(new iam.SetSecurityTokenServicePreferencesCommand({ GlobalEndpointTokenVersion: 'v1Token' }));
    expect((await send(new iam.GetAccountSummaryCommand({}))).SummaryMap?.['GlobalEndpointTokenVersion']).toBe(1);
  });

  it('have properties, set by namespace', async () => {
    await send(new iam.PutAccountPropertiesCommand({ Properties: { 'RoleManager/Enabled': 'true', 'RoleManager/Mode': 'strict' } }));
    await send(new iam.PutAccountPropertiesCommand({ Properties: { 'RoleManager/Mode': 'lenient' } }));
    expect((await send(new iam.GetAccountPropertiesCommand({}))).Properties).toEqual({ 'RoleManager/Enabled': 'true', 'RoleManager/Mode': 'lenient' });
    for (const Properties of [{ 'A/x': '1', 'B/x': '1' }, { noNamespace: '1' }, { 'A/b/c': '1' }, { 'A/x': 'v'.repeat(1025) }, {}]) {
      expect((await failure(send(new iam.PutAccountPropertiesCommand({ Properties })))).code).toMatch(/InvalidInput|ValidationError/);
    }
  });

  it('have no delegation requests, since nobody is registered to make any (R21.53)', async () => {
    const DelegationRequestId = 'dr-0123456789abcdef';
    expect((await send(new iam.ListDelegationRequestsCommand({}))).DelegationRequests).toEqual([]);
    for (const call of [
      new iam.GetDelegationRequestCommand({ DelegationRequestId }),
      new iam.AssociateDelegationRequestCommand({ DelegationRequestId }),
      new iam.AcceptDelegationRequestCommand({ DelegationRequestId }),
      new iam.RejectDelegationRequestCommand({ DelegationRequestId }),
      new iam.SendDelegationTokenCommand({ DelegationRequestId }),
      new iam.UpdateDelegationRequestCommand({ DelegationRequestId }),
      new iam.GetHumanReadableSummaryCommand({ EntityArn: `arn:aws:iam::${account}:delegation-request/${DelegationRequestId}` }),
    ]) {
      expect(await failure(send(call as never))).toMatchObject({ code: 'NoSuchEntity', status: 404 });
    }
    const request = { Description: 'words', Permissions: { PolicyTemplateArn: 'arn:aws:iam:::delegation-template/some-template' }, RequestorWorkflowId: 'workflow', NotificationChannel: `arn:aws:sns:us-east-1:${account}:channel`, SessionDuration: 3600 };
    expect(await failure(send(new iam.CreateDelegationRequestCommand(request)))).toMatchObject({ code: 'AccessDenied', status: 403 });
  });
});
