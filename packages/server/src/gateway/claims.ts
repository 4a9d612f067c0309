import { signingName } from '../access/asker.ts';
import { serviceNames } from '../dispatch/service.ts';
import type { RequestHead } from '../http/raw-request.ts';
import { headerValues, splitTarget } from '../signature/canonical-request.ts';
import { readSignature } from '../signature/signed-request.ts';
import { namesOfHost } from './host-names.ts';

/** What is signed for is served here: services, and the access endpoints. */
const own: ReadonlySet<string> = new Set<string>([...serviceNames, signingName]);
/** Paths of the server's own, for those who come without a signature of AWS's. */
const ownPaths = /^\/(?:\.well-known|access\/v1)\//;

/** Whether a request is for the gate: signed for a service that is not served here, or unsigned and for none of those either.
 * @param anyUpstream whether there is somebody to answer unsigned requests */
export function isForOthers(head: RequestHead, anyUpstream: boolean): boolean {
  const signed = readSignature(head);
  if (!('unreadable' in signed)) return !own.has(signed.scope.service);
  if (!anyUpstream) return false;
  const { path } = splitTarget(head.target);
  if (ownPaths.test(path) || isIssuer(path)) return false;
  const { endpointPrefix } = namesOfHost(head);
  if (endpointPrefix !== undefined) return !own.has(endpointPrefix);
  const target = headerValues(head).get('x-amz-target')?.[0];
  return target === undefined ? path !== '/' : !target.startsWith('AWSOrganizations');
}

/** Documents of issuers lie below a name of their own. */
const isIssuer = (path: string): boolean => /\/\.well-known\/[a-z.-]+$/.test(path);
