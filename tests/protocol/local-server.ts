import { startServer } from '@assent/server';
import type { RunningServer, ServerOptions } from '@assent/server';
import { connect } from 'node:net';
import { AwsClients, credentialsOf, rootKey } from '../clients/aws-clients.ts';
import type { Credentials } from '../clients/aws-clients.ts';

/** A server in this process, in memory, on free ports. */
export class LocalServer extends AwsClients {
  readonly adminUrl: string;
  /** What the server told of as faults of its own: a test that made none expects none. */
  readonly faults: readonly string[];
  readonly #server: RunningServer;

  private constructor(server: RunningServer, faults: readonly string[]) {
    super(server.url);
    this.adminUrl = server.adminUrl;
    this.faults = faults;
    this.#server = server;
  }

  static async start(options: Partial<ServerOptions> = {}): Promise<LocalServer> {
    const faults: string[] = [];
    const server = await startServer({
      port: 0,
      adminPort: 0,
      data: { kind: 'memory' },
      rootKey: { id: rootKey.accessKeyId, secret: rootKey.secretAccessKey },
      onFault: (message) => faults.push(message),
      ...options,
    });
    return new LocalServer(server, faults);
  }

  /** The root key of a further account. */
  rootOf(account: string): Credentials {
    const key = this.#server.standaloneAccounts.find((each) => each.account === account)?.rootKey;
    return credentialsOf({ AccessKeyId: key?.id, SecretAccessKey: key?.secret });
  }

  close(): Promise<void> {
    return this.#server.close();
  }

  /** Sends bytes as they are, says that no more will come, and answers what came back until the connection closed. */
  raw(bytes: string | Uint8Array): Promise<string> {
    const { hostname, port } = new URL(this.url);
    return new Promise((resolve, reject) => {
      let answer = '';
      const socket = connect(Number(port), hostname, () => socket.end(bytes));
      socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
      socket.on('close', () => resolve(answer));
      // A server that refuses may reset the connection while we still write.
      socket.on('error', (error: NodeJS.ErrnoException) => (['ECONNRESET', 'EPIPE'].includes(error.code ?? '') ? resolve(answer) : reject(error)));
    });
  }
}
