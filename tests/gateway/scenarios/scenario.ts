import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { account, policy } from '../../clients/aws-clients.ts';
import type { Credentials } from '../../clients/aws-clients.ts';
import type { LocalServer } from '../../protocol/local-server.ts';

/** How an application sets up a client of AWS's: with the gate as its endpoint, and nothing else. */
export const clientOf = (server: LocalServer, credentials: Credentials, region = 'us-east-1') => ({ endpoint: server.url, region, credentials, maxAttempts: 1 });

/** A role that a service may assume. */
export async function roleFor(server: LocalServer, Service: string, RoleName: string, ...statements: readonly object[]): Promise<string> {
  await server.iam().send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }) }));
  await server.iam().send(new PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument: policy(...statements) }));
  return `arn:aws:iam::${account}:role/${RoleName}`;
}

/** A session of a role, as the service gets it that runs something under the role. */
export async function sessionOf(server: LocalServer, service: string, role: string, sessionName: string): Promise<Credentials> {
  const answer = await fetch(`${server.adminUrl}/service-sessions`, { method: 'POST', headers: { authorization: `Bearer ${server.adminToken}` }, body: JSON.stringify({ service, role, sessionName }) });
  if (!answer.ok) throw new Error(`no session: ${await answer.text()}`);
  const { accessKeyId, secretAccessKey, sessionToken = '' } = (await answer.json()) as Credentials;
  return { accessKeyId, secretAccessKey, sessionToken };
}

/** The text of a refusal that no identity-based policy prevented (R12.2). */
export const notAllowed = (who: string, action: string, resource: string): string => `User: ${who} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
