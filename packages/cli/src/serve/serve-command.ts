import type { RunningServer } from '@assent/server';
import type { Command, Terminal } from '../command.ts';
import { removeAddresses, writeAddresses } from './address-file.ts';
import { writeClientFiles } from './client-file.ts';
import { readServeOptions } from './serve-options.ts';
import type { ServeOptions } from './serve-options.ts';
import { StartError, startAsAsked } from './server-start.ts';

const help = `Serves IAM, STS and Organizations on AWS's own protocols, and is the gate to every other service.

Usage: assent serve [OPTIONS]

  --host HOST          address to listen on (127.0.0.1)
  --port PORT          port of the services (4600); 0 takes a free one
  --admin-port PORT    port of /healthz, /readyz, /metrics (4601); 0 takes a free one
  --data DIR           folder of the data (.assent)
  --memory             keep the data in memory, and lose it at the end
  --account ID         id of the first account (123456789012)
  --standalone-accounts ID,...  further accounts, each in no organization and with a root key
  --quotas LIST        quotas of accounts: UsersPerAccount=10000,RolesPerAccount=2000
  --public-url URL     where the server is reached from outside: issuers of tokens are named by it
  --access-token-file FILE  bearer tokens that may ask /access/v1/evaluation, one a line
  --upstream SERVICE=URL  where calls of a service go once they are allowed; '*' for all others; repeatable
  --read-upstream SERVICE  read at the start what there is behind the upstream of a service; '*' for all; repeatable
  --enforce MODE       on: refuse what is not allowed; audit: forward it, and record that it would have been refused;
                       off: forward everything unseen. SERVICE=MODE for one service; repeatable (on)
  --audit FILE         write every decision into FILE as JSON lines; - for standard output
  --config FILE        upstreams, enforce and audit as JSON, with credentials to sign for upstreams with
  --dev                POST /reset on the admin port empties everything
  --consistency-delay MS  with --dev: writes show after a while, as at AWS

Every option is also an environment variable: ASSENT_PORT, ASSENT_ADMIN_PORT, ASSENT_DATA ...; the option goes first.
  ASSENT_ROOT_ACCESS_KEY_ID, ASSENT_ROOT_SECRET_ACCESS_KEY   the root key of the first account, instead of a new one
  ASSENT_OIDC_CA       a file of certificates in PEM that identity providers may show, besides those that Node knows
  ASSENT_ADMIN_TOKEN   the bearer token of the admin interface, instead of the one in DIR/admin-token
  ASSENT_MASTER_KEY    the key under which secrets lie: 32 bytes as hexadecimal or base64, or a passphrase

SIGTERM and SIGINT let what is in flight end; a second one does not wait.

Exit status: 0 stopped by a signal, 1 the server cannot start, 2 wrong use.

Example:
  assent serve --memory --port 0
  assent serve --upstream s3=http://127.0.0.1:9000 --upstream '*=http://127.0.0.1:4566' --audit audit.jsonl
`;

async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = readServeOptions(args, terminal.environment);
  let server: RunningServer;
  try {
    server = await startAsAsked(options);
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    terminal.error(`assent: ${error.message}\n`);
    return 1;
  }
  // Told before anything is printed: whoever reads the line may send a signal at once.
  const stopped = untilSignal();
  if (options.data.kind === 'folder') writeAddresses(options.data.path, server);
  terminal.out(`assent: ready on ${server.url} (admin ${server.adminUrl})\n${whatToPaste(server, options)}`);
  await stopped;
  if (options.data.kind === 'folder') removeAddresses(options.data.path);
  await server.close();
  return 0;
}

function whatToPaste({ url, rootKey, standaloneAccounts }: RunningServer, { data }: ServeOptions): string {
  const profiles = standaloneAccounts.map((each) => ({ profile: each.account, accessKeyId: each.rootKey.id, secretAccessKey: each.rootKey.secret }));
  const file = data.kind === 'folder' ? writeClientFiles(data.path, { url, accessKeyId: rootKey.id, secretAccessKey: rootKey.secret }, profiles) : undefined;
  const lines = ['', 'Paste into another terminal:', `  export AWS_ENDPOINT_URL=${url} AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1`];
  if (rootKey.secret !== undefined) lines.push(`  export AWS_ACCESS_KEY_ID=${rootKey.id} AWS_SECRET_ACCESS_KEY=${rootKey.secret}`);
  if (file !== undefined) lines.push('or, for the AWS CLI and the SDKs:', `  export AWS_CONFIG_FILE=${file}`);
  else if (rootKey.secret === undefined) lines.push(`The root key is ${rootKey.id}; its secret was shown when it was made.`);
  for (const { profile, accessKeyId, secretAccessKey } of profiles) {
    if (file !== undefined) lines.push(`or, as account ${profile}:`, `  export AWS_CONFIG_FILE=${file} AWS_PROFILE=${profile}`);
    else if (secretAccessKey !== undefined) lines.push(`or, as account ${profile}:`, `  export AWS_ACCESS_KEY_ID=${accessKeyId} AWS_SECRET_ACCESS_KEY=${secretAccessKey}`);
  }
  return `${lines.join('\n')}\n\n`;
}

/** Resolves at the first SIGTERM or SIGINT; a second one ends the process. */
function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    let first = true;
    const onSignal = (): void => {
      if (!first) process.exit(1);
      first = false;
      resolve();
    };
    process.on('SIGTERM', onSignal);
    process.on('SIGINT', onSignal);
  });
}

export const serveCommand: Command = { name: 'serve', summary: 'serve IAM, STS and Organizations, and be the gate to other services', help, run };

