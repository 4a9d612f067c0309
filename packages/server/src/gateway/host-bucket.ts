import type { RequestHead } from '../http/raw-request.ts';
import { headerValues } from '../signature/canonical-request.ts';
import { defaultBaseDomains, readHost } from './routing/host.ts';
import { servicesAt } from './routing/services.ts';
import { Unroutable } from './routing/unroutable.ts';

/** The bucket that an S3 request names in its host, exactly as routing reads it. */
export function bucketOfHost(head: RequestHead): string | undefined {
  try {
    return readHost(headerValues(head).get('host')?.[0], defaultBaseDomains, (prefix) => servicesAt(prefix).length > 0).bucket;
  } catch (error) {
    // Such a request is forwarded only where nobody asks what it is.
    if (error instanceof Unroutable) return undefined;
    throw error;
  }
}
