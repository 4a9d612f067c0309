import { DecodeAuthorizationMessageCommand } from '@aws-sdk/client-sts';
import { evaluate } from '@assent/policy';
import type { AuthorizationRequest } from '@assent/policy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeAuthorizationMessage } from '../../packages/server/src/authorization/authorization-message.ts';
import { Vault } from '../../packages/server/src/secret/vault.ts';
import { account, failure } from '../clients/aws-clients.ts';
import { LocalServer } from '../protocol/local-server.ts';

const masterKey = '07'.repeat(32);
const request: AuthorizationRequest = { principal: { kind: 'user', arn: `arn:aws:iam::${account}:user/ana`, account, id: 'AIDA123456789EXAMPLE1' }, action: 'ec2:RunInstances', resource: '*', context: new Map(), policies: {} };
const encode = (owner: string): string => encodeAuthorizationMessage(new Vault(Buffer.from(masterKey, 'hex')), request, evaluate(request), owner);
let server: LocalServer;

beforeAll(async () => {
  server = await LocalServer.start({ masterKey });
});
afterAll(async () => {
  await server.close();
  expect(server.faults).toEqual([]);
});

describe('DecodeAuthorizationMessage (R12.8)', () => {
  const decode = (EncodedMessage: string) => server.sts().send(new DecodeAuthorizationMessageCommand({ EncodedMessage }));

  it('tells the account of the principal why it was denied', async () => {
    const { DecodedMessage = '' } = await decode(encode(account));
    expect(JSON.parse(DecodedMessage)).toMatchObject({ allowed: false, explicitDeny: false, context: { action: 'RunInstances', principal: { id: 'AIDA123456789EXAMPLE1' } } });
  });

  it('refuses what is for another account, or was never sealed here', async () => {
    for (const message of [encode('999999999999'), 'AAAA', '{}']) expect(await failure(decode(message))).toMatchObject({ code: 'InvalidAuthorizationMessageException', status: 400 });
    expect((await failure(decode('A'.repeat(10_241)))).code).toBe('ValidationError');
  });
});
