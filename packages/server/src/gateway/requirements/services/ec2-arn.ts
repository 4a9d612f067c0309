import type { Keys } from '../../../authorization/requirement.ts';
import { IncompleteCallError } from '../call-view.ts';
import type { CallView } from '../call-view.ts';

export const ec2Arn = (view: CallView, kind: string, id: string): string => view.arn('ec2', `${kind}/${id}`);

/** Images and snapshots have no account in their ARNs. */
export const imageArn = (view: CallView, id: string): string => `arn:${view.facts.partition}:ec2:${view.call.region}::image/${id}`;
export const snapshotArn = (view: CallView, id: string): string => `arn:${view.facts.partition}:ec2:${view.call.region}::snapshot/${id}`;

export const regionKey = (view: CallView): Keys => ({ 'ec2:Region': view.call.region });

/** Prefixes of ids, by the kind of resource that they name. */
const kinds: Readonly<Record<string, string>> = {
  i: 'instance',
  vol: 'volume',
  sg: 'security-group',
  sgr: 'security-group-rule',
  subnet: 'subnet',
  vpc: 'vpc',
  eni: 'network-interface',
  rtb: 'route-table',
  igw: 'internet-gateway',
  nat: 'natgateway',
  eipalloc: 'elastic-ip',
  acl: 'network-acl',
  lt: 'launch-template',
  key: 'key-pair',
  dopt: 'dhcp-options',
  vpce: 'vpc-endpoint',
  pcx: 'vpc-peering-connection',
  pg: 'placement-group',
  tgw: 'transit-gateway',
  fl: 'vpc-flow-log',
  cr: 'capacity-reservation',
  h: 'dedicated-host',
  pl: 'prefix-list',
  eigw: 'egress-only-internet-gateway',
  cgw: 'customer-gateway',
  vgw: 'vpn-gateway',
  vpn: 'vpn-connection',
  fleet: 'fleet',
  sfr: 'spot-fleet-request',
  sir: 'spot-instances-request',
};

/** The ARN of what an id names.
 * @throws IncompleteCallError for an id of a kind that is not known */
export function ofId(view: CallView, id: string): string {
  const prefix = id.slice(0, Math.max(0, id.lastIndexOf('-')));
  if (prefix === 'ami') return imageArn(view, id);
  if (prefix === 'snap') return snapshotArn(view, id);
  const kind = Object.hasOwn(kinds, prefix) ? kinds[prefix] : undefined;
  if (kind === undefined) throw new IncompleteCallError(view.call, id.slice(0, 32));
  return ec2Arn(view, kind, id);
}
