import { accountIn, withAccount } from '../../directory/resource-arn.ts';
import type { Upstream, Upstreams } from '../forwarding/upstreams.ts';
import { isRecord } from '../requirements/call-view.ts';
import { copySource } from '../requirements/services/s3-keys.ts';
import type { RoutedCall } from '../routed-call.ts';
import { AnswerError, UpstreamRefusal, UpstreamSilence } from './reading-error.ts';
import { askTags, tagService } from './tag-questions.ts';
import type { Tags } from './tag-questions.ts';
import { UpstreamClient } from './upstream-client.ts';

export interface TagAskerOptions {
  readonly upstreams: Upstreams;
  /** For one question, in milliseconds; default 5000. */
  readonly timeout?: number;
  now(): Date;
  /** Told where an upstream does not answer as it should. */
  report(message: string): void;
}

/** Asks upstreams for the tags of resources when a decision wants to know them. */
export class TagAsker {
  readonly #options: TagAskerOptions;
  /** What upstreams call their account. */
  readonly #accounts = new WeakMap<Upstream, Promise<string | undefined>>();

  constructor(options: TagAskerOptions) {
    this.#options = options;
  }

  /** All tags of a resource, as they are now.
   * @param call what is decided on: of an object it says which version
   * @param account of the caller
   * @returns `undefined` where they cannot be known */
  async tagsOf(call: RoutedCall, arn: string, account: string): Promise<Tags | undefined> {
    const [, , service = '', region = ''] = arn.split(':', 4);
    const asked = tagService(service);
    const upstream = this.#options.upstreams.find([asked, service]);
    const [version, ...versions] = versionsOf(call, arn);
    if (!upstream || versions.length > 0) return undefined;
    const apart = upstream.account === 'caller';
    const { timeout = 5_000, now, report } = this.#options;
    const client = new UpstreamClient(upstream, { account: apart ? (accountIn(arn) ?? account) : upstream.account, region: region === '' ? call.region : region, timeout, now });
    try {
      const named = apart || accountIn(arn) === undefined ? arn : withAccount(arn, await this.#accountOf(upstream, client));
      return await askTags(client, named, version);
    } catch (error) {
      // It tells some callers and not others, and what it does not tell is not known.
      if (error instanceof UpstreamRefusal) return undefined;
      if (!(error instanceof UpstreamSilence || error instanceof AnswerError)) throw error;
      report(`asking ${upstream.url.origin} for tags: ${error.message}`);
      return undefined;
    }
  }

  /** An upstream with one space of names has one account, under whatever name; `undefined` where it does not say. */
  async #accountOf(upstream: Upstream, client: UpstreamClient): Promise<string | undefined> {
    const asked = this.#accounts.get(upstream) ?? client.ask('sts', 'GetCallerIdentity').then((identity) => identity.text('Account'));
    this.#accounts.set(upstream, asked);
    try {
      return await asked;
    } catch (error) {
      if (error instanceof UpstreamSilence) this.#accounts.delete(upstream);
      return undefined;
    }
  }
}

/** The versions of an object that a call is about, `undefined` for the newest; several where it is not clear which. */
function versionsOf({ service, parameters }: RoutedCall, arn: string): readonly (string | undefined)[] {
  const slash = arn.indexOf('/');
  if (service !== 's3' || slash < 0) return [];
  const [bucket, key] = [arn.slice(arn.lastIndexOf(':', slash) + 1, slash), arn.slice(slash + 1)];
  const { Bucket: named, Key: own, CopySource: source, VersionId: version, Delete: deletion } = parameters;
  const versions = new Set<string | undefined>();
  if (typeof source === 'string') {
    const copied = copySource(source);
    if (copied.bucket === bucket && copied.key === key) versions.add(copied.versionId);
  }
  if (named === bucket && own === key) versions.add(textOf(version));
  const deleted = named === bucket && isRecord(deletion) && Array.isArray(deletion['Objects']) ? (deletion['Objects'] as readonly unknown[]) : [];
  for (const each of deleted) if (isRecord(each) && each['Key'] === key) versions.add(textOf(each['VersionId']));
  return [...versions];
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
