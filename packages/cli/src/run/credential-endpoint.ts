import { listen } from '@assent/server';
import type { Listener } from '@assent/server';
import type { ChildSettings } from './child-environment.ts';
import { answerContainer } from './container-endpoint.ts';
import { makeInstance } from './instance.ts';
import { answerMetadata } from './metadata-endpoint.ts';
import { MetadataTokens } from './metadata-token.ts';
import type { RoleSession } from './role-session.ts';

export interface CredentialEndpointOptions {
  readonly session: RoleSession;
  /** The metadata service of an instance, instead of the credentials of a container. */
  readonly isInstance: boolean;
  readonly region: string;
  /** Hexadecimal digits that name the instance or the task. */
  readonly id: string;
  random(bytes: number): Buffer;
  now(): Date;
  onFault(error: unknown): void;
}

/** Where the program gets its credentials from: a port of its own that this machine alone can reach. */
export async function listenForCredentials({ session, isInstance, region, id, random, now, onFault }: CredentialEndpointOptions): Promise<{ readonly credentials: ChildSettings['credentials']; close(): Promise<void> }> {
  const where = { host: '127.0.0.1', port: 0, bodyLimit: 1_024, tooLarge: () => ({ status: 413, headers: {}, body: '' }), now };
  let listener: Listener;
  let credentials: ChildSettings['credentials'];
  if (isInstance) {
    const instance = makeInstance({ role: session.role, region, id, architecture: process.arch, now: now() });
    const tokens = new MetadataTokens(random(32));
    listener = await listen((request) => answerMetadata(request, { session, instance, tokens, onFault }), where);
    credentials = { kind: 'metadata', url: listener.url };
  } else {
    const [path, token] = [`/v2/credentials/${id}`, random(32).toString('base64url')];
    listener = await listen((request) => answerContainer(request, { session, path, token, onFault }), where);
    credentials = { kind: 'container', url: listener.url + path, token };
  }
  return { credentials, close: () => listener.close() };
}
