import type { Keys } from '../../../authorization/requirement.ts';
import type { CallRequirement, CallView, Resource } from '../call-view.ts';
import { ec2Arn, regionKey } from './ec2-arn.ts';
import { instanceProfile, passedRole, templateRoles } from './ec2-profile.ts';
import { anyOf, arnOf, idKey } from './ec2-reference.ts';
import { specifiedTags, tagOnCreate } from './ec2-tags.ts';

/** A launch template that a call starts from: what it holds is not in the call. */
interface Template {
  readonly arn: Resource;
  readonly version: string | undefined;
}

export function templateOf(view: CallView): Template | undefined {
  const template = view.at(view.record('LaunchTemplate'));
  const id = template.optional('LaunchTemplateId');
  if (id === undefined && !template.has('LaunchTemplateName')) return undefined;
  return { arn: id === undefined ? anyOf(view, 'launch-template') : ec2Arn(view, 'launch-template', id), version: template.optional('Version') };
}

/** What the call says of an instance. */
function instanceKeys(view: CallView): Keys {
  const placement = view.at(view.record('Placement'));
  const metadata = view.at(view.record('MetadataOptions'));
  const market = view.at(view.record('InstanceMarketOptions'));
  const group = placement.optional('GroupName');
  return {
    'ec2:InstanceType': view.optional('InstanceType'),
    'ec2:EbsOptimized': view.optional('EbsOptimized'),
    'ec2:Tenancy': placement.optional('Tenancy'),
    'ec2:AvailabilityZone': placement.optional('AvailabilityZone'),
    'ec2:AvailabilityZoneId': placement.optional('AvailabilityZoneId'),
    'ec2:PlacementGroup': group === undefined ? undefined : ec2Arn(view, 'placement-group', group),
    'ec2:InstanceMarketType': market.optional('MarketType'),
    'ec2:MetadataHttpEndpoint': metadata.optional('HttpEndpoint'),
    'ec2:MetadataHttpTokens': metadata.optional('HttpTokens'),
    'ec2:MetadataHttpPutResponseHopLimit': metadata.optional('HttpPutResponseHopLimit'),
    'ec2:InstanceMetadataTags': metadata.optional('InstanceMetadataTags'),
    'ec2:InstanceAutoRecovery': view.at(view.record('MaintenanceOptions')).optional('AutoRecovery'),
    'ec2:InstanceBandwidthWeighting': view.at(view.record('NetworkPerformanceOptions')).optional('BandwidthWeighting'),
    'ec2:CpuOptionsAmdSevSnp': view.at(view.record('CpuOptions')).optional('AmdSevSnp'),
    'ec2:ManagedResourceOperator': view.at(view.record('Operator')).optional('Principal'),
    'ec2:InstanceProfile': instanceProfile(view),
  };
}

/** What is so where nothing says otherwise. */
const defaults: Keys = { 'ec2:InstanceType': 'm1.small', 'ec2:EbsOptimized': 'false', 'ec2:Tenancy': 'default', 'ec2:InstanceMarketType': 'on-demand' };

const volumeKeys = (view: CallView, drive: CallView): Keys => ({
  'ec2:VolumeType': drive.optional('VolumeType'),
  'ec2:VolumeSize': drive.optional('VolumeSize'),
  'ec2:VolumeIops': drive.optional('Iops'),
  'ec2:VolumeThroughput': drive.optional('Throughput'),
  'ec2:VolumeInitializationRate': drive.optional('VolumeInitializationRate'),
  'ec2:Encrypted': drive.optional('Encrypted'),
  'ec2:ParentSnapshot': drive.has('SnapshotId') ? ec2Arn(view, 'snapshot', drive.text('SnapshotId')) : undefined,
});

/** What the call makes; what it does not say of it a template may. */
function made(view: CallView, kind: string, said: Keys, otherwise: Keys, template: Template | undefined, given: boolean): CallRequirement {
  const stated = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  const silent = Object.keys(said).filter((key) => stated[key] === undefined);
  const known: Keys = { ...regionKey(view), ...(template ? stated : { ...otherwise, ...stated }), ...templateKeys(template, given), ...specifiedTags(view, kind) };
  return view.needNew('RunInstances', ec2Arn(view, kind, '*'), known, template ? [...silent, ...unknownTemplate(template)] : []);
}

/** Whether the template names a resource, or the call itself. */
const templateKeys = (template: Template | undefined, given: boolean): Keys => ({ 'ec2:IsLaunchTemplateResource': String(template !== undefined && !given), 'ec2:LaunchTemplate': typeof template?.arn === 'string' ? template.arn : undefined });
const unknownTemplate = (template: Template | undefined): readonly string[] => (typeof template?.arn === 'object' ? ['ec2:LaunchTemplate'] : []);

/** What a call of its own says of instances beside their template: then it does not leave them to it. */
const settings: readonly string[] = ['InstanceType', 'Placement', 'MetadataOptions', 'InstanceMarketOptions', 'IamInstanceProfile', 'EbsOptimized', 'UserData', 'CpuOptions', 'MaintenanceOptions', 'NetworkPerformanceOptions'];

/** RunInstances needs every resource that it uses and every one that it makes: image, instances, network interface, security
 * groups, subnet, volumes, and key pair, placement group, launch template and snapshots where they are named. */
export function runInstances(view: CallView): readonly CallRequirement[] {
  const template = templateOf(view);
  const use = (kind: string, ids: readonly string[], required: boolean): readonly CallRequirement[] => {
    const resources: readonly Resource[] = ids.length > 0 ? ids.map((id) => arnOf(view, kind, id)) : required ? [anyOf(view, kind)] : [];
    return resources.map((resource) => view.need('RunInstances', resource, { ...regionKey(view), ...idKey(kind, resource), ...templateKeys(template, ids.length > 0) }, unknownTemplate(template)));
  };
  const interfaces = view.views('NetworkInterfaces');
  const groups = [...view.texts('SecurityGroupIds'), ...interfaces.flatMap((one) => one.texts('Groups'))];
  const subnets = [...(view.has('SubnetId') ? [view.text('SubnetId')] : []), ...interfaces.flatMap((one) => one.optional('SubnetId') ?? [])];
  const attached = interfaces.flatMap((one) => one.optional('NetworkInterfaceId') ?? []);
  const drives = view.views('BlockDeviceMappings').map((mapping) => mapping.at(mapping.record('Ebs')));
  const placement = view.at(view.record('Placement'));
  const reservation = view.at(view.record('CapacityReservationSpecification'));
  const reserved = reservation.at(reservation.record('CapacityReservationTarget'));
  const addressed = interfaces.map((one) => one.optional('AssociatePublicIpAddress')).find((value) => value !== undefined);
  const interfaceKeys: Keys = { 'ec2:AssociatePublicIpAddress': addressed, 'ec2:Subnet': subnets.length === 1 ? ec2Arn(view, 'subnet', subnets[0] ?? '') : undefined };
  // Names of groups are those of the default network, whose ids are not known.
  const named = view.items('SecurityGroups').length > 0;
  return [
    ...use('image', view.texts('ImageId').concat(view.optional('ImageId') ?? []), true),
    made(view, 'instance', instanceKeys(view), defaults, template, settings.some((name) => view.has(name))),
    ...(attached.length > 0 ? use('network-interface', attached, true) : [made(view, 'network-interface', interfaceKeys, {}, template, interfaces.length > 0)]),
    ...use('security-group', groups, attached.length === 0 || named),
    ...use('subnet', subnets, attached.length === 0),
    ...(drives.length > 0 ? drives : [view.at({})]).map((drive) => made(view, 'volume', volumeKeys(view, drive), {}, template, drives.length > 0)),
    ...use('key-pair', view.has('KeyName') ? [view.text('KeyName')] : [], false),
    ...use('placement-group', placement.has('GroupName') ? [placement.text('GroupName')] : placement.has('GroupId') ? [placement.text('GroupId')] : [], false),
    ...use('snapshot', drives.flatMap((drive) => drive.optional('SnapshotId') ?? []), false),
    ...use('capacity-reservation', reserved.has('CapacityReservationId') ? [reserved.text('CapacityReservationId')] : [], false),
    ...[reserved.optional('CapacityReservationResourceGroupArn'), placement.optional('HostResourceGroupArn'), ...view.views('LicenseSpecifications').map((license) => license.optional('LicenseConfigurationArn'))].flatMap((arn) => (arn === undefined ? [] : [view.need('RunInstances', arn, regionKey(view))])),
    ...(template ? [view.need('RunInstances', template.arn, { ...regionKey(view), ...templateKeys(template, false) }, unknownTemplate(template))] : []),
    ...(instanceProfile(view) === undefined && template ? templateRoles(view, template.arn, template.version) : passedRole(view)),
    ...tagOnCreate(view),
  ];
}
