import type { RequestHead } from '../http/raw-request.ts';
import { headerValues } from '../signature/canonical-request.ts';
import { defaultBaseDomains, readHost } from './routing/host.ts';
import type { HostHint } from './routing/host.ts';
import { servicesAt } from './routing/services.ts';
import { Unroutable } from './routing/unroutable.ts';

/** What the host of a request names, exactly as routing reads it; nothing where it cannot be read. */
export function namesOfHost(head: RequestHead): HostHint {
  try {
    return readHost(headerValues(head).get('host')?.[0], defaultBaseDomains, (prefix) => servicesAt(prefix).length > 0);
  } catch (error) {
    // Such a request is forwarded only where nobody asks what it is.
    if (error instanceof Unroutable) return {};
    throw error;
  }
}
