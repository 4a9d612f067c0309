import { readFileSync } from 'node:fs';
import { AuditError, startServer, StoreError } from '@assent/server';
import type { RunningServer } from '@assent/server';
import { UsageError } from '../command.ts';
import type { ServeOptions } from './serve-options.ts';

/** A server cannot start, through no fault of the program; the message is one line that says what to do. */
export class StartError extends Error {
  readonly code: 'start' | 'folder-in-use';

  constructor(message: string, code: StartError['code'] = 'start') {
    super(message);
    this.name = 'StartError';
    this.code = code;
  }
}

/** Starts a server as the options of `assent serve` ask for.
 * @throws StartError
 * @throws UsageError where a file that they name cannot be read */
export async function startAsAsked(options: ServeOptions): Promise<RunningServer> {
  const { host, port, adminPort, data, account, standaloneAccounts, quotas, dev, consistencyDelay, rootKey, masterKey, publicUrl, identityAuthorities, accessTokenFile, adminToken, gate } = options;
  try {
    return await startServer({
      host,
      port,
      adminPort,
      data,
      standaloneAccounts,
      quotas,
      dev,
      ...gate,
      consistencyDelay,
      ...(account === undefined ? {} : { account }),
      ...(rootKey ? { rootKey } : {}),
      ...(masterKey === undefined ? {} : { masterKey }),
      ...(adminToken === undefined ? {} : { adminToken }),
      ...(publicUrl === undefined ? {} : { publicUrl }),
      ...(identityAuthorities === undefined ? {} : { identityAuthorities: [certificatesIn(identityAuthorities)] }),
      ...(accessTokenFile === undefined ? {} : { accessTokens: tokensIn(accessTokenFile) }),
    });
  } catch (error) {
    const message = startFailure(error, options);
    if (message === undefined) throw error;
    throw new StartError(message, error instanceof StoreError && error.code === 'store-in-use' ? 'folder-in-use' : 'start');
  }
}

/** @throws UsageError where the file cannot be read, or is no such file */
function certificatesIn(path: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`ASSENT_OIDC_CA cannot be read: ${(error as Error).message}`);
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----')) throw new UsageError(`ASSENT_OIDC_CA must be a file of certificates in PEM, and \`${path}\` has none`);
  return text;
}

/** @throws UsageError where the file cannot be read */
function tokensIn(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`--access-token-file cannot be read: ${(error as Error).message}`);
  }
}

/** Why a server cannot start, where it is not a fault of the program. */
function startFailure(error: unknown, { host, port, adminPort }: ServeOptions): string | undefined {
  if (error instanceof StoreError || error instanceof AuditError) return error.message;
  if (error instanceof RangeError) return error.message;
  const code = (error as NodeJS.ErrnoException).code;
  const where = (error as { port?: number }).port ?? port;
  if (code === 'EADDRINUSE') return `port ${where} of ${host} is taken: name another with ${where === adminPort ? '--admin-port' : '--port'}, or 0 for a free one`;
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `cannot listen on ${host}, port ${where}: ${code}`;
  return undefined;
}
