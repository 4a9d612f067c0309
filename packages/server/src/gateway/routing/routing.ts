import type { RoutedCall } from '../routed-call.ts';
import type { UnroutableCode } from './unroutable.ts';

/** What a request is: a call, or why it is none. */
export type Routing =
  | { readonly outcome: 'call'; readonly call: RoutedCall }
  | {
      readonly outcome: 'unroutable';
      readonly code: UnroutableCode;
      /** Why, for people; may quote the request. */
      readonly reason: string;
      /** The service, if that much is certain: it has its own way of refusing. */
      readonly service: string | undefined;
    };

/** What the head of a request says. Where the call depends on the body, that many bytes of it are needed first; where it does
 * not, the body can stream by. */
export type HeadRouting = Routing | { readonly outcome: 'body'; readonly service: string | undefined; readonly limit: number; readonly withBody: (body: Uint8Array) => Routing };

export interface RoutingOptions {
  /** Domains whose hosts name a service or a bucket in the labels before. Default: AWS's, and `localhost`. */
  readonly baseDomains?: readonly string[];
  /** The service of unsigned requests that say nothing of it. Default: none, they are unknown. */
  readonly unsignedService?: string;
  /** The region of unsigned requests whose host names none. Default: `us-east-1`. */
  readonly defaultRegion?: string;
  /** How large a body may be where the call depends on it, in bytes. Default: 16 MiB. */
  readonly bodyLimit?: number;
  /** Whether keys of S3 objects may have segments `.` and `..`, as S3 allows (never above the bucket); `refuse` where what
   * stands behind the gate normalises paths. Default: `keep`. */
  readonly dotSegments?: 'keep' | 'refuse';
}
