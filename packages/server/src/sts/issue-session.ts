import type { sts } from '@assent/catalog';
import { accessKeyId, secretAccessKey } from '../directory/identifier.ts';
import type { Call } from '../operation/call.ts';
import type { Session } from '../session/session.ts';
import type { SessionTokens } from '../session/session-token.ts';

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
  return credentialsOf(session, tokens);
}

/** Issues other credentials for a session that goes on: who and since when stays, so that what revokes the one revokes the
 * other. The token is at least as long as is asked for. */
export function reissueSession(call: Call, session: Session, parts: Pick<Session, 'expiresAt' | 'scopeDown'>, minimumTokenSize: number): sts.Credentials {
  const { random, tokens } = call.environment;
  const { padding: _, ...kept } = session;
  const reissued: Session = { ...kept, ...parts, accessKeyId: accessKeyId('ASIA', session.account, random), secret: secretAccessKey(random) };
  const credentials = credentialsOf(reissued, tokens);
  const missing = minimumTokenSize - credentials.SessionToken.length;
  return missing <= 0 ? credentials : credentialsOf({ ...reissued, padding: ' '.repeat(missing) }, tokens);
}

const credentialsOf = (session: Session, tokens: SessionTokens): sts.Credentials => ({
  AccessKeyId: session.accessKeyId,
  SecretAccessKey: session.secret,
  SessionToken: tokens.seal(session),
  Expiration: new Date(session.expiresAt),
});
