import type { RawRequest } from '../http/raw-request.ts';
import { headerValues } from '../signature/canonical-request.ts';

const byPrefix: readonly (readonly [prefix: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['eusc-', 'aws-eusc'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
];

/** The partition of a region, which is the one that a request was signed for (R20.1). */
export const partitionOf = (region: string): string => byPrefix.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';

/** The region of an unsigned call: that of the endpoint it was sent to, as far as its name tells. */
export function regionOfHost(request: RawRequest): string {
  const [host = ''] = headerValues(request).get('host') ?? [];
  return /^sts\.([a-z]{2}(?:-[a-z]+)+-\d)\.amazonaws\./.exec(host.slice(0, 128))?.[1] ?? 'us-east-1';
}
