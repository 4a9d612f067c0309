import { accountIn, withAccount } from '../directory/resource-arn.ts';
import type { Upstream, Upstreams } from './forwarding/upstreams.ts';
import { ownAccount } from './reading/own-account.ts';
import { isNotThere, isUnknownOperation, UpstreamSilence } from './reading/reading-error.ts';
import { askTags, tagService } from './reading/tag-questions.ts';
import type { Tags } from './reading/tag-questions.ts';
import { UpstreamClient } from './reading/upstream-client.ts';

/** The tags of a resource are asked for by a policy, and cannot be had. */
export class UnknownTagsError extends Error {
  readonly code = 'unknown-tags';

  constructor(arn: string, options?: ErrorOptions) {
    super(`the tags of \`${arn}\` cannot be had from the upstream`, options);
    this.name = 'UnknownTagsError';
  }
}

/** How long a call waits for the tags of one resource, in milliseconds. */
const timeout = 10_000;

/** Asks upstreams for tags of resources that nobody has told of. */
export class AskedTags {
  readonly #upstreams: Upstreams;
  readonly #now: () => Date;
  /** What upstreams call the one account that they have. */
  readonly #accounts = new WeakMap<Upstream, Promise<string | undefined>>();

  constructor(upstreams: Upstreams, now: () => Date) {
    this.#upstreams = upstreams;
    this.#now = now;
  }

  /** What is not there has no tags, and what has no single name neither.
   * @param account of the caller
   * @param version of an object
   * @throws UnknownTagsError */
  async of(arn: string, region: string, account: string, version: string | undefined): Promise<Tags> {
    const [, , service = ''] = arn.split(':', 3);
    const asked = tagService(service);
    const upstream = this.#upstreams.find([asked, service]);
    if (!upstream) throw new UnknownTagsError(arn);
    const apart = upstream.account === 'caller';
    const client = new UpstreamClient(upstream, { account: apart ? (accountIn(arn) ?? account) : upstream.account, region, timeout, now: this.#now });
    const isNamed = apart || accountIn(arn) === undefined;
    const own = isNamed ? undefined : await this.#accountOf(upstream, client);
    try {
      const tags = await askTags(client, withAccount(arn, own), version);
      if (tags) return tags;
    } catch (cause) {
      // Of an ARN that it would write otherwise an upstream may say that there is no such thing.
      if (!hasNone(cause, asked) || !(isNamed || own !== undefined || isUnknownOperation(cause))) throw new UnknownTagsError(arn, { cause });
      return {};
    }
    throw new UnknownTagsError(arn);
  }

  /** An upstream with one space of names knows its own account by some id of its own; `undefined` where it does not say. */
  async #accountOf(upstream: Upstream, client: UpstreamClient): Promise<string | undefined> {
    const asked = this.#accounts.get(upstream) ?? ownAccount(client);
    this.#accounts.set(upstream, asked);
    try {
      return await asked;
    } catch (error) {
      // It may answer later.
      this.#accounts.delete(upstream);
      if (error instanceof UpstreamSilence) return undefined;
      throw error;
    }
  }
}

/** Whether an upstream says that there is no such resource, or that its resources of this kind have no tags. */
const hasNone = (error: unknown, service: string): boolean => service !== 'resourcegroupstaggingapi' && (isUnknownOperation(error) || isNotThere(error));
