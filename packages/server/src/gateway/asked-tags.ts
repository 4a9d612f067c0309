import { askTags, tagService } from './reading/tag-questions.ts';
import type { Tags } from './reading/tag-questions.ts';
import { isUnknownOperation, UpstreamRefusal } from './reading/reading-error.ts';
import { UpstreamClient } from './reading/upstream-client.ts';
import type { Upstreams } from './forwarding/upstreams.ts';

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

  constructor(upstreams: Upstreams, now: () => Date) {
    this.#upstreams = upstreams;
    this.#now = now;
  }

  /** What is not there has no tags, and what has no single name neither.
   * @param version of an object
   * @throws UnknownTagsError */
  async of(arn: string, region: string, account: string, version: string | undefined): Promise<Tags> {
    const service = tagService(arn.split(':', 3)[2] ?? '');
    const upstream = this.#upstreams.find([service]);
    if (!upstream) throw new UnknownTagsError(arn);
    try {
      return (await askTags(new UpstreamClient(upstream, { account, region, timeout, now: this.#now }), arn, version)) ?? {};
    } catch (cause) {
      if (isUnknownOperation(cause) || (cause instanceof UpstreamRefusal && isMissing(cause))) return {};
      throw new UnknownTagsError(arn, { cause });
    }
  }
}

const isMissing = ({ status, reason }: UpstreamRefusal): boolean => status === 404 || /NotFound|NonExistent|DoesNotExist|NoSuch/.test(reason);
