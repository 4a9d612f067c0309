import { IncompleteCallError } from '../call-view.ts';
import type { CallRequirement, CallView, Rule, ServiceTable } from '../call-view.ts';
import { requestTagKeys } from '../request-tags.ts';
import { each } from '../rules.ts';
import { ec2Arn, imageArn, ofId, regionKey, snapshotArn } from './ec2-arn.ts';
import { passedRole, runInstances, specifiedTags, tagOnCreate } from './ec2-run-instances.ts';

/** The action of the operation's name, on everything that these parameters name by id. */
const on =
  (...members: readonly string[]): Rule =>
  (view) => {
    const ids = members.flatMap((member) => (view.has(member) && view.items(member).length === 0 ? [view.text(member)] : view.texts(member)));
    if (ids.length === 0) throw new IncompleteCallError(view.call, members[0] ?? '');
    return ids.map((id) => view.need(view.call.operation, ofId(view, id), regionKey(view)));
  };

/** What is made has no id yet; what it is made in has, and both are asked for. */
const making =
  (kind: string, ...within: readonly string[]): Rule =>
  (view) => [
    view.need(view.call.operation, ec2Arn(view, kind, '*'), { ...regionKey(view), ...specifiedTags(view, kind) }),
    ...within.flatMap((member) => (view.has(member) ? [view.need(view.call.operation, ofId(view, view.text(member)), regionKey(view))] : [])),
    ...tagOnCreate(view),
  ];

/** Reads that list are authorized on everything. */
const listing: Rule = (view) => [view.need(view.call.operation, '*', regionKey(view))];

const tags: Rule = (view) => view.texts('Resources').map((id) => view.need(view.call.operation, ofId(view, id), { ...regionKey(view), ...requestTagKeys(view.items('Tags')) }));

/** The group by its id, or by its name in the default VPC, whose id is not known. */
function group(view: CallView): readonly CallRequirement[] {
  if (!view.has('GroupId') && !view.has('GroupName')) throw new IncompleteCallError(view.call, 'GroupId');
  return [view.need(view.call.operation, ec2Arn(view, 'security-group', view.optional('GroupId') ?? '*'), regionKey(view)), ...tagOnCreate(view)];
}

function createVolume(view: CallView): readonly CallRequirement[] {
  const snapshot = view.optional('SnapshotId');
  const keys = {
    ...regionKey(view),
    ...specifiedTags(view, 'volume'),
    'ec2:VolumeType': view.optional('VolumeType'),
    'ec2:VolumeSize': view.optional('Size'),
    'ec2:VolumeIops': view.optional('Iops'),
    'ec2:Encrypted': view.optional('Encrypted') ?? 'false',
    'ec2:AvailabilityZone': view.optional('AvailabilityZone'),
    'ec2:ParentSnapshot': snapshot === undefined ? undefined : snapshotArn(view, snapshot),
  };
  return [view.need('CreateVolume', ec2Arn(view, 'volume', '*'), keys), ...(snapshot === undefined ? [] : [view.need('CreateVolume', snapshotArn(view, snapshot), regionKey(view))]), ...tagOnCreate(view)];
}

const describing =
  'DescribeInstances DescribeInstanceStatus DescribeImages DescribeVolumes DescribeVolumeStatus DescribeSnapshots DescribeSecurityGroups DescribeSecurityGroupRules DescribeSubnets DescribeVpcs DescribeRegions DescribeAvailabilityZones DescribeKeyPairs DescribeAddresses DescribeNetworkInterfaces DescribeRouteTables DescribeInternetGateways DescribeNatGateways DescribeNetworkAcls DescribeTags DescribeInstanceTypes DescribeInstanceTypeOfferings DescribeLaunchTemplates DescribeLaunchTemplateVersions DescribeVpcEndpoints DescribeVpcPeeringConnections DescribePlacementGroups DescribeAccountAttributes DescribeDhcpOptions DescribeFlowLogs DescribeReservedInstances DescribeSpotInstanceRequests DescribeSpotPriceHistory DescribeTransitGateways DescribeCapacityReservations DescribeHosts DescribeManagedPrefixLists DescribePrefixLists DescribeIamInstanceProfileAssociations DescribeVpcEndpointServices';

/** Amazon EC2: instances, volumes, networks and what belongs to them. */
export const ec2: ServiceTable = {
  RunInstances: runInstances,
  ...each(describing, listing),
  ...each('StartInstances StopInstances RebootInstances TerminateInstances MonitorInstances UnmonitorInstances', on('InstanceIds')),
  ...each('ModifyInstanceMetadataOptions GetConsoleScreenshot GetConsoleOutput GetPasswordData', on('InstanceId')),
  ...each('AttachVolume', on('VolumeId', 'InstanceId')),
  DetachVolume: (view) => on('VolumeId', ...(view.has('InstanceId') ? ['InstanceId'] : []))(view),
  ...each('DeleteVolume ModifyVolume EnableVolumeIO', on('VolumeId')),
  CreateVolume: createVolume,
  CreateSnapshot: (view) => [view.need('CreateSnapshot', snapshotArn(view, '*'), { ...regionKey(view), ...specifiedTags(view, 'snapshot') }), view.need('CreateSnapshot', ofId(view, view.text('VolumeId')), regionKey(view)), ...tagOnCreate(view)],
  ...each('DeleteSnapshot ModifySnapshotAttribute', on('SnapshotId')),
  CreateImage: (view) => [view.need('CreateImage', imageArn(view, '*'), { ...regionKey(view), ...specifiedTags(view, 'image') }), view.need('CreateImage', ofId(view, view.text('InstanceId')), regionKey(view)), view.need('CreateImage', snapshotArn(view, '*'), { ...regionKey(view), ...specifiedTags(view, 'snapshot') }), ...tagOnCreate(view)],
  ...each('DeregisterImage ModifyImageAttribute', on('ImageId')),
  ...each('CreateTags DeleteTags', tags),
  CreateVpc: making('vpc'),
  DeleteVpc: on('VpcId'),
  CreateSubnet: making('subnet', 'VpcId'),
  DeleteSubnet: on('SubnetId'),
  CreateSecurityGroup: making('security-group', 'VpcId'),
  ...each('DeleteSecurityGroup AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress RevokeSecurityGroupIngress RevokeSecurityGroupEgress', group),
  CreateInternetGateway: making('internet-gateway'),
  ...each('AttachInternetGateway DetachInternetGateway', on('InternetGatewayId', 'VpcId')),
  DeleteInternetGateway: on('InternetGatewayId'),
  CreateRouteTable: making('route-table', 'VpcId'),
  ...each('DeleteRouteTable CreateRoute DeleteRoute ReplaceRoute', on('RouteTableId')),
  CreateNetworkInterface: (view) => [...making('network-interface', 'SubnetId')(view), ...view.texts('Groups').map((id) => view.need('CreateNetworkInterface', ofId(view, id), regionKey(view)))],
  DeleteNetworkInterface: on('NetworkInterfaceId'),
  AttachNetworkInterface: on('NetworkInterfaceId', 'InstanceId'),
  CreateNatGateway: making('natgateway', 'SubnetId', 'AllocationId'),
  DeleteNatGateway: on('NatGatewayId'),
  AllocateAddress: making('elastic-ip'),
  ReleaseAddress: on('AllocationId'),
  CreateKeyPair: (view) => [view.need('CreateKeyPair', ec2Arn(view, 'key-pair', view.text('KeyName')), { ...regionKey(view), ...specifiedTags(view, 'key-pair') }), ...tagOnCreate(view)],
  ImportKeyPair: (view) => [view.need('ImportKeyPair', ec2Arn(view, 'key-pair', view.text('KeyName')), { ...regionKey(view), ...specifiedTags(view, 'key-pair') }), ...tagOnCreate(view)],
  DeleteKeyPair: (view) => [view.need('DeleteKeyPair', ec2Arn(view, 'key-pair', view.optional('KeyName') ?? view.text('KeyPairId')), regionKey(view))],
  AssociateIamInstanceProfile: (view) => [...on('InstanceId')(view), ...passedRole(view)],
  CreateLaunchTemplate: making('launch-template'),
};
