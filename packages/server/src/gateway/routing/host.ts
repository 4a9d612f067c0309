import { ambiguous, malformed } from './unroutable.ts';

/** What the host of a request says. */
export interface HostHint {
  /** First label of a service's own host (`sqs`), as in `endpointPrefix`. */
  readonly endpointPrefix?: string;
  readonly region?: string;
  /** What stands before S3's own host, or before a base domain without a service in it: a bucket, if the request is S3's. */
  readonly bucket?: string;
}

/** Domains that services have their hosts in: AWS's, and this machine's own. */
export const defaultBaseDomains: readonly string[] = ['amazonaws.com', 'amazonaws.com.cn', 'api.aws', 'localhost.localstack.cloud', 'localhost'];

/** How regions are named. */
export const regionPattern = /^[a-z]{2,4}(?:-[a-z]{2,12}){1,3}-\d{1,2}$/;
/** S3's hosts whose first label says something else than a bucket. */
const otherS3 = /(?:^|\.)(?:s3-accesspoint|s3-accesspoint-fips|s3-object-lambda|s3-outposts|s3express-[a-z0-9-]+)(?:\.|$)/;

/** Reads a `Host` header, `bucket.s3.region.amazonaws.com` and `service.region.amazonaws.com` among them.
 * @param baseDomains in lower case; the first that the host ends with counts
 * @param isEndpoint whether a service has this endpoint prefix */
export function readHost(header: string | undefined, baseDomains: readonly string[], isEndpoint: (prefix: string) => boolean): HostHint {
  if (header === undefined) return {};
  const match = /^([A-Za-z0-9._-]{1,255}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?$/.exec(header);
  if (!match) throw malformed('the host is not a host name');
  const host = (match[1] ?? '').toLowerCase();
  const base = baseDomains.find((domain) => host.endsWith(`.${domain}`));
  if (base === undefined) return {};
  const labels = host.slice(0, -base.length - 1).split('.');
  if (labels.includes('')) throw malformed('the host has an empty label');
  return hintOf(labels, host, isEndpoint, !/^(?:amazonaws|api\.aws)/.test(base));
}

function hintOf(labels: readonly string[], host: string, isEndpoint: (prefix: string) => boolean, bucketsBefore: boolean): HostHint {
  if (otherS3.test(host)) throw ambiguous('access points, outposts and directory buckets are not addressed by bucket: this host is not understood');
  const last = labels.at(-1) ?? '';
  const region = regionPattern.test(last) && labels.length > 1 ? last : undefined;
  const service = labels.slice(0, region === undefined ? undefined : -1).filter((label, index, all) => !(label === 'dualstack' && index === all.length - 1));
  const name = service.at(-1) ?? '';
  const regional = region === undefined ? {} : { region };
  // `s3-eu-west-1` is how S3's hosts were first written.
  const legacy = /^s3-(.+)$/.exec(name)?.[1];
  if (name === 's3' || name === 's3-fips' || (legacy !== undefined && regionPattern.test(legacy))) {
    const bucket = service.slice(0, -1).join('.');
    return { endpointPrefix: 's3', ...(legacy !== undefined && regionPattern.test(legacy) ? { region: legacy } : regional), ...(bucket === '' ? {} : { bucket }) };
  }
  const whole = service.join('.');
  if (isEndpoint(whole)) return { endpointPrefix: whole, ...regional };
  // Some operations put a label before their service's host: an account, `data-`, `sync-`.
  const behind = service.slice(1).join('.');
  if (behind !== '' && isEndpoint(behind)) return { endpointPrefix: behind, ...regional };
  return bucketsBefore ? { bucket: labels.join('.') } : regional;
}
