import { findAction, findServiceRoutes } from '@assent/catalog';
import type { Action, ActionResource } from '@assent/catalog';
import type { Keys } from '../../../authorization/requirement.ts';
import type { CallRequirement, CallView, Resource, Rule } from '../call-view.ts';
import { ec2Arn, regionKey } from './ec2-arn.ts';
import { namedResources } from './ec2-named.ts';
import { specifiedTags, tagOnCreate, taggedKinds } from './ec2-tags.ts';

/** A resource type as an action of EC2 has it. */
interface Kind {
  readonly kind: string;
  /** Whether the call makes it: then it is tagged by the call, and has no tags yet. */
  readonly made: boolean;
  readonly required: boolean;
  /** Condition keys of it that a parameter of that name says, where the call makes it. */
  readonly settings: readonly string[];
}

const kindsOfActions = new Map<string, readonly Kind[]>();

/** What the Service Authorization Reference lists with an action, of EC2's own. */
function kindsOf(action: Action): readonly Kind[] {
  let kinds = kindsOfActions.get(action.name);
  if (!kinds) kindsOfActions.set(action.name, (kinds = action.resources.filter(({ resourceType }) => resourceType.arn.split(':')[2] === 'ec2').map(kindOf)));
  return kinds;
}

function kindOf({ resourceType, required, conditionKeys }: ActionResource): Kind {
  const names = conditionKeys.map(({ name }) => name);
  const made = names.some((name) => name.startsWith('aws:RequestTag/')) && !names.some((name) => name.startsWith('aws:ResourceTag/'));
  return { kind: resourceType.arn.split(':')[5]?.split('/')[0] ?? '', made, required, settings: made ? names.filter((name) => name.startsWith('ec2:') && !name.includes('$')).map((name) => name.slice('ec2:'.length)) : [] };
}

/** What a call of EC2 needs by what AWS's reference lists with its action: every resource that the call names, of the kinds that
 * the action is about; what it makes; and of a kind that has to be there and is not named, any. Such resources, and what else
 * condition keys tell of them, are unknown. */
export const byReference: Rule = (view) => {
  const action = findAction(`ec2:${view.call.operation}`);
  if (!action) return [];
  const kinds = kindsOf(action);
  const named = namedResources(view, new Set(kinds.map(({ kind }) => kind)));
  const tagged = taggedKinds(view);
  const needed = kinds.flatMap(({ kind, made, required, settings }): readonly CallRequirement[] => {
    const ids = named.filter((one) => one.kind === kind).map(({ id }) => id);
    // What is made of another of its kind, a copy for instance, asks for both.
    const making = made && (required || tagged.has(kind)) ? [view.needNew(view.call.operation, ec2Arn(view, kind, '*'), { ...regionKey(view), ...settingKeys(view, settings), ...specifiedTags(view, kind) }, unread(view, kind, settings))] : [];
    const resources: readonly Resource[] = ids.length > 0 ? ids.map((id) => arnOf(view, kind, id)) : required && !made ? [anyOf(view, kind)] : [];
    return [...making, ...resources.map((resource) => view.need(view.call.operation, resource, { ...regionKey(view), ...idKey(kind, resource) }))];
  });
  return [...(needed.length > 0 ? needed : [view.need(view.call.operation, '*', regionKey(view))]), ...tagOnCreate(view)];
};

export const anyOf = (view: CallView, kind: string): Resource => view.partly(ec2Arn(view, kind, ''), '*');

/** Key pairs are named by their names in ARNs; their ids do not say them. */
export function arnOf(view: CallView, kind: string, id: string): Resource {
  if (id.startsWith('arn:')) return id;
  if ((kind === 'key-pair' && /^key-[0-9a-f]{8,40}$/.test(id) && view.has('KeyPairId')) || (kind === 'placement-group' && /^pg-[0-9a-f]{8,40}$/.test(id))) return anyOf(view, kind);
  return ec2Arn(view, kind, id);
}

/** Parameters that condition keys have another name for. */
const parameterOf: Readonly<Record<string, string>> = { Tenancy: 'InstanceTenancy', VpceServiceName: 'ServiceName', VpceServiceRegion: 'ServiceRegion' };

function settingKeys(view: CallView, settings: readonly string[]): Keys {
  const keys = Object.fromEntries(settings.map((name) => [`ec2:${name}`, view.optional(name) ?? view.optional(parameterOf[name] ?? name)]));
  // Endpoints of AWS's own services are named after them.
  return settings.includes('VpceServiceOwner') && view.optional('ServiceName')?.startsWith('com.amazonaws.') && !view.optional('ServiceName')?.startsWith('com.amazonaws.vpce.') ? { ...keys, 'ec2:VpceServiceOwner': 'amazon' } : keys;
}

/** Keys of what is made that no parameter says, but perhaps a part of one. It has no id yet. */
function unread(view: CallView, kind: string, settings: readonly string[]): readonly string[] {
  const members = new Set(findServiceRoutes('ec2')?.get(view.call.operation)?.input?.members.map(({ name }) => name));
  return settings.filter((name) => !members.has(name) && !members.has(parameterOf[name] ?? name) && idKeys[kind] !== name).map((name) => `ec2:${name}`);
}

const idKeys: Readonly<Record<string, string>> = {
  'dhcp-options': 'DhcpOptionsID',
  'elastic-ip': 'AllocationId',
  image: 'ImageID',
  instance: 'InstanceID',
  'internet-gateway': 'InternetGatewayID',
  'network-acl': 'NetworkAclID',
  'network-interface': 'NetworkInterfaceID',
  'key-pair': 'KeyPairName',
  'placement-group': 'PlacementGroupName',
  'route-table': 'RouteTableID',
  'security-group': 'SecurityGroupID',
  snapshot: 'SnapshotID',
  subnet: 'SubnetID',
  'transit-gateway': 'transitGatewayId',
  'transit-gateway-attachment': 'transitGatewayAttachmentId',
  'transit-gateway-connect-peer': 'transitGatewayConnectPeerId',
  'transit-gateway-metering-policy': 'transitGatewayMeteringPolicyId',
  'transit-gateway-multicast-domain': 'transitGatewayMulticastDomainId',
  'transit-gateway-policy-table': 'transitGatewayPolicyTableId',
  'transit-gateway-route-table': 'transitGatewayRouteTableId',
  'transit-gateway-route-table-announcement': 'transitGatewayRouteTableAnnouncementId',
  volume: 'VolumeID',
  vpc: 'VpcID',
  'vpc-peering-connection': 'VpcPeeringConnectionID',
};

/** The key that says a resource's id again. */
export function idKey(kind: string, resource: Resource): Keys {
  const name = idKeys[kind];
  return name === undefined || typeof resource !== 'string' ? {} : { [`ec2:${name}`]: resource.slice(resource.lastIndexOf('/') + 1) };
}
