import type { Keys } from '../../../authorization/requirement.ts';
import { IncompleteCallError } from '../call-view.ts';
import type { CallRequirement, CallView } from '../call-view.ts';
import { tagPairs } from '../request-tags.ts';
import { ec2Arn, imageArn, regionKey } from './ec2-arn.ts';

/** Tags that a launch gives to a kind of resource. */
export function specifiedTags(view: CallView, kind: string): Keys {
  const pairs = view.views('TagSpecifications').filter((specification) => specification.optional('ResourceType') === kind).flatMap((specification) => tagPairs(specification.items('Tags')));
  if (pairs.length === 0) return {};
  return { ...Object.fromEntries(pairs.map(([key, value]) => [`aws:RequestTag/${key}`, value])), 'aws:TagKeys': pairs.map(([key]) => key) };
}

/** `ec2:CreateTags` on what a call tags as it makes it. */
export const tagOnCreate = (view: CallView): readonly CallRequirement[] =>
  [...new Set(view.views('TagSpecifications').flatMap((specification) => specification.optional('ResourceType') ?? []))].map((kind) =>
    view.need('CreateTags', ec2Arn(view, kind, '*'), { ...regionKey(view), ...specifiedTags(view, kind), 'ec2:CreateAction': view.call.operation }),
  );

function instanceKeys(view: CallView): Keys {
  const placement = view.at(view.record('Placement'));
  const metadata = view.at(view.record('MetadataOptions'));
  const market = view.at(view.record('InstanceMarketOptions'));
  const template = view.at(view.record('LaunchTemplate'));
  return {
    ...regionKey(view),
    'ec2:InstanceType': view.optional('InstanceType') ?? (view.has('LaunchTemplate') ? undefined : 'm1.small'),
    'ec2:EbsOptimized': view.optional('EbsOptimized') ?? 'false',
    'ec2:Tenancy': placement.optional('Tenancy') ?? 'default',
    'ec2:AvailabilityZone': placement.optional('AvailabilityZone'),
    'ec2:InstanceMarketType': market.optional('MarketType') ?? 'on-demand',
    'ec2:MetadataHttpEndpoint': metadata.optional('HttpEndpoint'),
    'ec2:MetadataHttpTokens': metadata.optional('HttpTokens'),
    'ec2:MetadataHttpPutResponseHopLimit': metadata.optional('HttpPutResponseHopLimit'),
    'ec2:InstanceProfile': instanceProfile(view),
    'ec2:IsLaunchTemplateResource': template.has('LaunchTemplateId') || template.has('LaunchTemplateName') ? 'true' : 'false',
    ...specifiedTags(view, 'instance'),
  };
}

function instanceProfile(view: CallView): string | undefined {
  const profile = view.at(view.record('IamInstanceProfile'));
  if (profile.has('Arn')) return profile.text('Arn');
  return profile.has('Name') ? `arn:${view.facts.partition}:iam::${view.facts.account}:instance-profile/${profile.text('Name')}` : undefined;
}

/** The role in an instance profile is passed to EC2; where it is not known which that is, the call is refused. */
export function passedRole(view: CallView): readonly CallRequirement[] {
  const profile = instanceProfile(view);
  if (profile === undefined) return [];
  const role = view.facts.roleOfProfile?.(profile);
  if (role === undefined) throw new IncompleteCallError(view.call, 'IamInstanceProfile');
  return [view.passRole(role, 'ec2.amazonaws.com')];
}

/** What a launch template holds is not in the call: resources that it may name are asked for as any. */
function launchTemplate(view: CallView): readonly CallRequirement[] {
  const template = view.at(view.record('LaunchTemplate'));
  const id = template.optional('LaunchTemplateId');
  if (id === undefined && !template.has('LaunchTemplateName')) return [];
  return [view.need('RunInstances', ec2Arn(view, 'launch-template', id ?? '*'), { ...regionKey(view), 'ec2:IsLaunchTemplateResource': 'true' })];
}

/** RunInstances needs every resource that it uses and every one that it makes: image, instances, network interface, security
 * groups, subnet, volumes, and key pair, placement group, launch template and snapshots where they are named. */
export function runInstances(view: CallView): readonly CallRequirement[] {
  const need = (resource: string, keys: Keys = regionKey(view)): CallRequirement => view.need('RunInstances', resource, keys);
  const interfaces = view.views('NetworkInterfaces');
  const groups = [...view.texts('SecurityGroupIds'), ...interfaces.flatMap((one) => one.texts('Groups'))];
  const subnets = [...(view.has('SubnetId') ? [view.text('SubnetId')] : []), ...interfaces.flatMap((one) => one.optional('SubnetId') ?? [])];
  const attached = interfaces.flatMap((one) => one.optional('NetworkInterfaceId') ?? []);
  const drives = view.views('BlockDeviceMappings').map((mapping) => mapping.at(mapping.record('Ebs')));
  const snapshots = drives.flatMap((drive) => drive.optional('SnapshotId') ?? []);
  const placementGroup = view.at(view.record('Placement')).optional('GroupName');
  const image = view.optional('ImageId');
  return [
    need(image === undefined ? imageArn(view, '*') : imageArn(view, image)),
    need(ec2Arn(view, 'instance', '*'), instanceKeys(view)),
    ...(attached.length > 0 ? attached : ['*']).map((id) => need(ec2Arn(view, 'network-interface', id), { ...regionKey(view), ...specifiedTags(view, 'network-interface') })),
    ...(groups.length > 0 ? groups : attached.length > 0 ? [] : ['*']).map((id) => need(ec2Arn(view, 'security-group', id))),
    ...(subnets.length > 0 ? subnets : attached.length > 0 ? [] : ['*']).map((id) => need(ec2Arn(view, 'subnet', id))),
    ...(drives.length > 0 ? drives : [view.at({})]).map((drive) => need(ec2Arn(view, 'volume', '*'), volumeKeys(view, drive))),
    ...(view.has('KeyName') ? [need(ec2Arn(view, 'key-pair', view.text('KeyName')))] : []),
    ...(placementGroup === undefined ? [] : [need(ec2Arn(view, 'placement-group', placementGroup))]),
    ...snapshots.map((id) => need(`arn:${view.facts.partition}:ec2:${view.call.region}::snapshot/${id}`)),
    ...launchTemplate(view),
    ...passedRole(view),
    ...tagOnCreate(view),
  ];
}

const volumeKeys = (view: CallView, drive: CallView): Keys => ({
  ...regionKey(view),
  'ec2:VolumeType': drive.optional('VolumeType'),
  'ec2:VolumeSize': drive.optional('VolumeSize'),
  'ec2:VolumeIops': drive.optional('Iops'),
  'ec2:VolumeThroughput': drive.optional('Throughput'),
  'ec2:Encrypted': drive.optional('Encrypted'),
  'ec2:ParentSnapshot': drive.has('SnapshotId') ? `arn:${view.facts.partition}:ec2:${view.call.region}::snapshot/${drive.text('SnapshotId')}` : undefined,
  ...specifiedTags(view, 'volume'),
});

