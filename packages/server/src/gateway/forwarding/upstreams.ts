import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

/** Credentials and region that requests are signed with anew, for an upstream that verifies signatures. */
export interface UpstreamSigner {
  readonly region?: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What is read from an upstream at the start: the resources that it has, with their policies, tags and owners. */
export interface ReadingOptions {
  /** Default: that of the credentials, else `us-east-1`. */
  readonly regions?: readonly string[];
  /** Default: all that can be read and have no upstream of their own. */
  readonly services?: readonly string[];
  /** For one request, in milliseconds; default 5000. */
  readonly timeout?: number;
  /** For all of one service, in milliseconds; default 60000. */
  readonly limit?: number;
}

/** Where calls of a service go. */
export interface UpstreamOptions {
  /** `http://host:port` or `https://host`, without a path. */
  readonly url: string;
  /** Default: requests keep the signature that they came with. */
  readonly sign?: UpstreamSigner;
  /** Whose what lies behind it is, where nobody made it through the gate: 12 digits, or `caller` where the upstream keeps the
   * accounts of its callers apart. Default: the first account. */
  readonly account?: string;
  /** Whether its resources are read at the start. */
  readonly read?: ReadingOptions;
  /** Milliseconds that it may be silent while an answer is due. Default: 16 minutes, since synchronous invocations last a quarter
   * of an hour. */
  readonly answerTimeout?: number;
}

export interface Upstream {
  readonly url: URL;
  /** Name or address as sockets take it. */
  readonly host: string;
  readonly port: number;
  readonly sign: UpstreamSigner | undefined;
  readonly account: string;
  readonly read: ReadingOptions | undefined;
  readonly answerTimeout: number;
  readonly agent: HttpAgent | HttpsAgent;
}

const answerTimeout = 960_000;
const kept = { keepAlive: true, maxFreeSockets: 256, scheduling: 'lifo', noDelay: true } as const;

/** The upstreams by service, `*` for those that have none of their own, each with connections that are kept. */
export class Upstreams {
  readonly #byService: ReadonlyMap<string, Upstream>;

  /** @param account whose things are that nobody else's are
   * @throws RangeError where an address is none */
  constructor(options: Readonly<Record<string, UpstreamOptions>>, account: string) {
    this.#byService = new Map(Object.entries(options).map(([service, each]) => [service, upstreamOf(each, account)]));
  }

  get any(): boolean {
    return this.#byService.size > 0;
  }

  /** @param names the service's name, or what else it may be called: that of its actions, that of its signatures */
  find(names: readonly string[]): Upstream | undefined {
    for (const name of [...names, '*']) {
      const upstream = this.#byService.get(name);
      if (upstream) return upstream;
    }
    return undefined;
  }

  /** Closes the connections. */
  close(): void {
    for (const { agent } of this.#byService.values()) agent.destroy();
  }
}

function upstreamOf({ url: text, sign, account, read, answerTimeout: silence = answerTimeout }: UpstreamOptions, first: string): Upstream {
  const url = upstreamUrl(text);
  const secure = url.protocol === 'https:';
  const { hostname } = url;
  return {
    url,
    host: hostname.startsWith('[') ? hostname.slice(1, -1) : hostname,
    port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
    sign,
    account: account ?? first,
    read,
    answerTimeout: silence,
    agent: secure ? new HttpsAgent(kept) : new HttpAgent(kept),
  };
}

/** @throws RangeError */
export function upstreamUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = (url?.protocol === 'http:' || url?.protocol === 'https:') && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === '';
  if (!url || !isPlain) throw new RangeError(`an upstream must be an http or https address without a path, and is \`${text}\``);
  return url;
}
