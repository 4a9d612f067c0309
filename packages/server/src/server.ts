import { randomBytes, randomUUID } from 'node:crypto';
import { managedPolicyDocument } from '@assent/catalog';
import { AccessEndpoints } from './access/access-endpoints.ts';
import { AccessTokens } from './access/access-tokens.ts';
import { adminHandler } from './admin/admin-handler.ts';
import { ResourcePolicyAdmin } from './admin/resource-policies.ts';
import { ServiceSessions } from './admin/service-sessions.ts';
import { Metrics } from './admin/metrics.ts';
import { Authorizer } from './authorization/authorizer.ts';
import { ControlPolicies } from './authorization/control-policies.ts';
import { PolicyLibrary } from './authorization/policy-library.ts';
import { ResourcePolicies } from './authorization/resource-policies.ts';
import { noAuditTrail, openAuditLog } from './audit/audit-log.ts';
import type { AuditLogOptions } from './audit/audit-log.ts';
import { SessionRecords } from './audit/session-records.ts';
import { accountQuotas } from './directory/account-quota.ts';
import type { AccountQuotas } from './directory/account-quota.ts';
import { ActionUsage } from './directory/action-usage.ts';
import { ConsistencyDelay } from './directory/consistency-delay.ts';
import { ensureFirstAccount } from './directory/first-account.ts';
import { readRootKey } from './directory/root-key.ts';
import type { RootKey } from './directory/root-key.ts';
import { ensureStandaloneAccounts } from './directory/standalone-account.ts';
import type { StandaloneAccount } from './directory/standalone-account.ts';
import { Snapshot } from './directory/snapshot.ts';
import { Usage } from './directory/usage.ts';
import { issuerDocument } from './federation/issuer-document.ts';
import { httpsDocuments } from './federation/https-documents.ts';
import type { DocumentSource } from './federation/https-documents.ts';
import { ProviderKeys } from './federation/provider-keys.ts';
import { Dispatcher } from './dispatch/dispatcher.ts';
import type { Handled } from './dispatch/dispatcher.ts';
import type { Enforcements } from './gateway/enforcement.ts';
import { Upstreams } from './gateway/forwarding/upstreams.ts';
import type { UpstreamOptions } from './gateway/forwarding/upstreams.ts';
import { AskedTags } from './gateway/asked-tags.ts';
import { Gateway } from './gateway/gateway.ts';
import { Learner } from './gateway/learning/learner.ts';
import { readUpstreams } from './gateway/reading/upstream-reader.ts';
import { ShardIterators } from './gateway/shard-iterators.ts';
import { listen } from './http/listener.ts';
import type { RawRequest, RawResponse } from './http/raw-request.ts';
import { SecondFactors } from './second-factor/second-factors.ts';
import { Attempts } from './secret/attempts.ts';
import { adminToken } from './secret/admin-token.ts';
import { masterKey } from './secret/master-key.ts';
import { Vault } from './secret/vault.ts';
import { DirectoryCredentials } from './session/directory-credentials.ts';
import { SessionTokens } from './session/session-token.ts';
import { SigningKeys } from './signature/signing-key.ts';
import { SqliteStore } from './store/sqlite-store.ts';

export interface ServerOptions {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Of the services; 0 takes a free one. */
  readonly port: number;
  /** Of health, metrics and reset; 0 takes a free one. */
  readonly adminPort: number;
  readonly data: { readonly kind: 'folder'; readonly path: string } | { readonly kind: 'memory' };
  /** The id of the first account, 12 digits; default 123456789012. A folder that has one already keeps it. */
  readonly account?: string;
  /** Ids of further accounts, each in no organization at first and with a root key of its own. */
  readonly standaloneAccounts?: readonly string[];
  /** The clock; default that of the machine. */
  readonly now?: () => Date;
  /** Whether `POST /reset` is there. */
  readonly dev?: boolean;
  /** The root key of the first account, instead of a new one. */
  readonly rootKey?: RootKey;
  /** 32 bytes as hexadecimal or base64, or a passphrase; without it the folder keeps a key of its own. */
  readonly masterKey?: string;
  /** Milliseconds after which writes show in decisions, and in what is answered from memory; with `dev` alone. Default 0. */
  readonly consistencyDelay?: number;
  /** Of whole accounts, in the place of AWS's defaults (D67). */
  readonly quotas?: Partial<AccountQuotas>;
  /** Where the server is reached from outside, such as `https://iam.example.com`: what its issuers are named by. Default: the
   * address it listens on. */
  readonly publicUrl?: string;
  /** Certificates of authorities in PEM that identity providers may show, besides those that Node knows. */
  readonly identityAuthorities?: readonly string[];
  /** Where calls of other services go once they are allowed, by service; `*` for those without one of their own. */
  readonly upstreams?: Readonly<Record<string, UpstreamOptions>>;
  /** What a denial means, by service; `*` for those that are not named. Default `on`. */
  readonly enforce?: Enforcements;
  /** Where every decision is written down. */
  readonly audit?: AuditLogOptions;
  /** How documents of identity providers are had; default over HTTPS. */
  readonly identityDocuments?: DocumentSource;
  /** Who may ask the access endpoints for decisions without a signature: a token a line, behind it `explain` where
   * explanations are for its bearer too. */
  readonly accessTokens?: string;
  /** The bearer token of the admin interface; default that of the data folder, made at the first start. */
  readonly adminToken?: string;
  /** Where faults are told; default standard error. */
  readonly onFault?: (message: string) => void;
}

/** A running server. */
export interface RunningServer {
  readonly url: string;
  readonly adminUrl: string;
  readonly account: string;
  /** The bearer token of the admin interface. */
  readonly adminToken: string;
  /** The root key, with its secret only where it was made or given at this start. */
  readonly rootKey: { readonly id: string; readonly secret: string | undefined };
  /** Those that were asked for, with their root keys. */
  readonly standaloneAccounts: readonly StandaloneAccount[];
  /** Answers what is in flight, writes what is to be kept, and stops. */
  close(): Promise<void>;
}

const flushInterval = 60_000;

/** Starts IAM, STS and Organizations, with an admin listener of their own port.
 * @throws StoreError where the data folder cannot be used
 * @example const server = await startServer({ port: 0, adminPort: 0, data: { kind: 'memory' } }) */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  if (options.consistencyDelay && options.dev !== true) throw new RangeError('a consistency delay is for development: it takes `dev`');
  const folder = options.data.kind === 'folder' ? options.data.path : undefined;
  const store = folder === undefined ? await SqliteStore.inMemory() : await SqliteStore.inFolder(folder);
  try {
    return await serve(store, folder, options);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function serve(store: SqliteStore, folder: string | undefined, options: ServerOptions): Promise<RunningServer> {
  const now = options.now ?? ((): Date => new Date());
  const vault = new Vault(masterKey(options.masterKey, folder));
  const first = () => ensureFirstAccount(store, { account: options.account, rootKey: options.rootKey, vault, random: randomBytes, now: now() });
  const firstAccount = await first();
  const standalone = (keys: ReadonlyMap<string, RootKey>) => ensureStandaloneAccounts(store, options.standaloneAccounts ?? [], keys, { vault, random: randomBytes, now: now() });
  const standaloneAccounts = await standalone(new Map());
  const snapshot = await Snapshot.load(store.reader, store.revision);
  const delay = options.consistencyDelay ? new ConsistencyDelay(options.consistencyDelay) : undefined;
  store.onCommit(async (changes) => {
    const show = await snapshot.follow(store.reader, changes);
    if (delay) delay.later(show);
    else show();
  });
  const usage = new Usage();
  const actionUsage = new ActionUsage();
  const [codeAttempts, passwordAttempts] = [new Attempts(), new Attempts()];
  const tokens = new SessionTokens(vault);
  const metrics = declaredMetrics(store);
  const report = options.onFault ?? ((message: string) => void process.stderr.write(`assent: ${message}\n`));
  const library = new PolicyLibrary(snapshot, managedPolicyDocument);
  const controls = new ControlPolicies(snapshot);
  const documents = options.identityDocuments ?? httpsDocuments(options.identityAuthorities ? { authorities: options.identityAuthorities } : {});
  let baseUrl = options.publicUrl?.replace(/\/+$/, '');
  const federation = {
    documents,
    providerKeys: new ProviderKeys(documents),
    baseUrl() {
      if (baseUrl === undefined) throw new Error('the server does not listen yet');
      return baseUrl;
    },
  };
  const accessTokens = options.accessTokens === undefined ? undefined : new AccessTokens(options.accessTokens);
  const environment = { snapshot, vault, tokens, usage, actionUsage, library, controls, quotas: { ...accountQuotas, ...options.quotas }, secondFactors: new SecondFactors(store, vault, codeAttempts), passwordAttempts, random: randomBytes, federation };
  const credentials = new DirectoryCredentials(snapshot, vault, tokens, now);
  const keys = new SigningKeys();
  const resourcePolicies = new ResourcePolicies(snapshot);
  const authorizer = new Authorizer(library, controls, resourcePolicies, (request, { decision, by }) => {
    metrics.count('assent_decisions_total', decision, by ?? 'none');
    actionUsage.note(request);
  });
  const upstreams = new Upstreams(options.upstreams ?? {}, firstAccount.account);
  const audit = options.audit ? await openAuditLog(options.audit) : noAuditTrail;
  const records = new SessionRecords();
  const onHandled = ({ service, operation, code, seconds }: Handled): void => {
    metrics.count('assent_requests_total', service, operation, code);
    metrics.observe(seconds);
  };
  const onFault = (error: unknown, requestId: string): void => report(`request ${requestId} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  const dispatcher = new Dispatcher({ environment, store, credentials, keys, authorizer, audit, records, newRequestId: randomUUID, onHandled, onFault });
  const gateway = new Gateway({
    admission: { authentication: { credentials, keys, snapshot }, authorizer, environment, db: store.reader, learner: new Learner(store, snapshot), askedTags: new AskedTags(upstreams, now), iterators: new ShardIterators(), now, onFault },
    upstreams,
    enforce: options.enforce ?? {},
    audit,
    records,
    newId: randomUUID,
    onHandled,
    onFault,
  });
  const asked = { environment, credentials, keys, authorizer, newRequestId: randomUUID, onHandled, onFault, db: store.reader };
  const token = adminToken(options.adminToken, folder);
  const serviceSessions = new ServiceSessions({ ...asked, token, records });
  const resourcePolicyAdmin = new ResourcePolicyAdmin({ store, snapshot, policies: resourcePolicies, token, newRequestId: randomUUID, onFault });
  const access = new AccessEndpoints({ ...asked, tokens: accessTokens, baseUrl: federation.baseUrl });
  const answerOthers = async (request: RawRequest): Promise<RawResponse> => {
    const document = await issuerDocument(request, store.reader, federation.baseUrl()).catch((error: unknown) => {
      report(`a document of an issuer could not be read: ${(error as Error).message}`);
      return { status: 500, headers: {}, body: '' };
    });
    return document ?? dispatcher.handle(request);
  };
  const handler = (request: RawRequest): RawResponse | Promise<RawResponse> => (access.takes(request) ? access.handle(request) : answerOthers(request));
  const tooLarge = (request: RawRequest): RawResponse => (access.takes(request) ? access : dispatcher).tooLarge(request);
  const host = options.host ?? '127.0.0.1';
  let ready = false;
  const readAll = () => readUpstreams({ upstreams, store, snapshot, account: firstAccount.account, now, report });
  const reset = async (): Promise<void> => {
    // The key that was made at the first start stays, so that clients go on working.
    const rootKey = options.rootKey ?? firstAccount.rootKey;
    const kept = rootKey.secret === undefined ? await firstAccount.keyOf(store.reader) : { id: rootKey.id, secret: rootKey.secret };
    const others = await Promise.all(standaloneAccounts.map(async (each) => [each.account, await readRootKey(store.reader, each.account, each.rootKey.id, vault)] as const));
    await store.clear();
    for (const kept of [usage, actionUsage, codeAttempts, passwordAttempts, records]) kept.clear();
    await ensureFirstAccount(store, { account: firstAccount.account, rootKey: kept, vault, random: randomBytes, now: now() });
    await standalone(new Map(others));
    delay?.drop();
    await snapshot.reload(store.reader, store.revision);
    await readAll();
  };
  const admin = await listen(adminHandler({ metrics, isReady: () => ready, serviceSessions: (request) => serviceSessions.handle(request), resourcePolicies: (request) => resourcePolicyAdmin.handle(request), ...(options.dev === true ? { reset } : {}) }), { host, port: options.adminPort, tooLarge, now });
  // What is read may refuse the first call.
  const main = await readAll()
    .then(() => listen(handler, { host, port: options.port, tooLarge, streaming: gateway, now }))
    .catch(async (error: unknown) => {
      await admin.close();
      throw error;
    });
  baseUrl ??= main.url;
  ready = true;
  const lives = (entity: string): boolean => (snapshot.find('user', entity) ?? snapshot.find('role', entity) ?? snapshot.find('account', entity)) !== undefined;
  const flush = async (): Promise<void> => {
    await usage.flush(store);
    await actionUsage.flush(store, lives);
  };
  const flushing = setInterval(() => {
    flush().catch((error: unknown) => report(`last-used times were not written: ${(error as Error).message}`));
  }, flushInterval);
  return {
    url: main.url,
    adminUrl: admin.url,
    account: firstAccount.account,
    adminToken: token,
    rootKey: firstAccount.rootKey,
    standaloneAccounts,
    async close() {
      ready = false;
      clearInterval(flushing);
      delay?.drop();
      await main.close();
      upstreams.close();
      await audit.close();
      await flush();
      await store.close();
      await admin.close();
    },
  };
}

function declaredMetrics(store: SqliteStore): Metrics {
  const metrics = new Metrics();
  metrics.counter('assent_requests_total', ['service', 'operation', 'code'], 'Requests answered, by service, operation and error code.');
  metrics.counter('assent_decisions_total', ['decision', 'by'], 'Authorization decisions, by outcome and deciding policy type.');
  metrics.gauge('assent_store_revision', 'Revision of the last commit.', () => store.revision);
  metrics.gauge('process_resident_memory_bytes', 'Resident memory size in bytes.', () => process.memoryUsage.rss());
  metrics.gauge('nodejs_heap_size_total_bytes', 'Heap held by the process in bytes.', () => process.memoryUsage().heapTotal);
  metrics.gauge('nodejs_heap_size_used_bytes', 'Heap in use in bytes.', () => process.memoryUsage().heapUsed);
  metrics.gauge('nodejs_external_memory_bytes', 'Memory outside of the heap in bytes.', () => process.memoryUsage().external);
  metrics.gauge('process_uptime_seconds', 'Seconds since the process started.', () => process.uptime());
  return metrics;
}
