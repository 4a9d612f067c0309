import type { sts } from '@assent/catalog';
import { accessKeyId, secretAccessKey } from '../directory/identifier.ts';
import type { Call } from '../operation/call.ts';
import type { Session } from '../session/session.ts';

/** Issues temporary credentials. Nothing is written: what they stand for is sealed into the token. */
export function issueSession(call: Call, account: string, durationSeconds: number, parts: Omit<Session, 'accessKeyId' | 'secret' | 'account' | 'issuedAt' | 'expiresAt'>): sts.Credentials {
  const { random, tokens } = call.environment;
  const issuedAt = call.now.getTime();
  const session: Session = {
    accessKeyId: accessKeyId('ASIA', account, random),
    secret: secretAccessKey(random),
    account,
    issuedAt,
    expiresAt: issuedAt + durationSeconds * 1000,
    ...parts,
  };
  return {
    AccessKeyId: session.accessKeyId,
    SecretAccessKey: session.secret,
    SessionToken: tokens.seal(session),
    Expiration: new Date(session.expiresAt),
  };
}
