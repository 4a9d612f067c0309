import { headerValues, isToken, splitTarget } from '@assent/server';
import type { RawRequest, RawResponse } from '@assent/server';
import type { RoleSession } from './role-session.ts';

export interface ContainerEndpointOptions {
  readonly session: Pick<RoleSession, 'role' | 'current'>;
  /** Path of the credentials, as ECS has it: `/v2/credentials/ID`. */
  readonly path: string;
  /** What a request must have in its `Authorization` header. */
  readonly token: string;
  onFault(error: unknown): void;
}

/** Answers as the endpoint that containers get their credentials from. Never throws. */
export async function answerContainer(request: RawRequest, { session, path, token, onFault }: ContainerEndpointOptions): Promise<RawResponse> {
  const [given, ...more] = headerValues(request).get('authorization') ?? [];
  if (given === undefined || more.length > 0 || !isToken(given, token)) return failure(401, 'Unauthorized', 'the authorization token is missing or wrong');
  if (splitTarget(request.target).path !== path) return failure(404, 'NotFound', 'there are no credentials at this path');
  if (request.method !== 'GET') return { ...failure(405, 'MethodNotAllowed', 'credentials are had with GET'), headers: { ...headers, allow: 'GET' } };
  try {
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = await session.current();
    return { status: 200, headers, body: JSON.stringify({ RoleArn: session.role, AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, Token: sessionToken, Expiration: expiration.toISOString().replace(/\.\d{3}/, '') }) };
  } catch (error) {
    onFault(error);
    return failure(500, 'CredentialsUnavailable', 'the role cannot be assumed any more');
  }
}

const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };

const failure = (status: number, code: string, message: string): RawResponse => ({ status, headers, body: JSON.stringify({ code, message }) });
