import { findAction, findServiceRoutes } from '@assent/catalog';
import { IncompleteCallError } from '../call-view.ts';
import type { CallRequirement, CallView, Resource, Rule, ServiceTable } from '../call-view.ts';
import { requestTagKeys } from '../request-tags.ts';
import { each } from '../rules.ts';
import { ec2Arn, ofId, regionKey } from './ec2-arn.ts';
import { passedRole, templateRoles } from './ec2-profile.ts';
import { anyOf, byReference, idKey } from './ec2-reference.ts';
import { runInstances, templateOf } from './ec2-run-instances.ts';
import { specifiedTags, tagOnCreate, taggedKinds } from './ec2-tags.ts';

const onResource = (view: CallView, kind: string, resource: Resource): CallRequirement => view.need(view.call.operation, resource, { ...regionKey(view), ...idKey(kind, resource) });

const tags: Rule = (view) => {
  const ids = view.texts('Resources');
  if (ids.length === 0) throw new IncompleteCallError(view.call, 'Resources');
  return ids.map((id) => view.need(view.call.operation, ofId(view, id), { ...regionKey(view), ...requestTagKeys(view.items('Tags')) }));
};

/** The group by its id, or by its name in the default network, whose id is not known. Groups that its rules refer to are not
 * asked for; the rules are where the action is about them too. */
const group: Rule = (view) => {
  if (!view.has('GroupId') && !view.has('GroupName')) throw new IncompleteCallError(view.call, 'GroupId');
  const asksRules = findAction(`ec2:${view.call.operation}`)?.resources.some(({ resourceType }) => resourceType.name === 'security-group-rule') === true;
  const rules = !asksRules ? [] : [...view.texts('SecurityGroupRuleIds'), ...[...view.views('SecurityGroupRules'), ...view.views('SecurityGroupRuleDescriptions')].flatMap((rule) => rule.optional('SecurityGroupRuleId') ?? [])];
  return [
    onResource(view, 'security-group', view.has('GroupId') ? ec2Arn(view, 'security-group', view.text('GroupId')) : anyOf(view, 'security-group')),
    ...rules.map((id) => onResource(view, 'security-group-rule', ec2Arn(view, 'security-group-rule', id))),
    ...(taggedKinds(view).has('security-group-rule') ? [view.needNew(view.call.operation, ec2Arn(view, 'security-group-rule', '*'), { ...regionKey(view), ...specifiedTags(view, 'security-group-rule') })] : []),
    ...tagOnCreate(view),
  ];
};

function createVolume(view: CallView): readonly CallRequirement[] {
  const snapshot = view.optional('SnapshotId');
  const keys = {
    ...regionKey(view),
    ...specifiedTags(view, 'volume'),
    'ec2:VolumeType': view.optional('VolumeType'),
    'ec2:VolumeSize': view.optional('Size'),
    'ec2:VolumeIops': view.optional('Iops'),
    'ec2:VolumeThroughput': view.optional('Throughput'),
    'ec2:VolumeInitializationRate': view.optional('VolumeInitializationRate'),
    'ec2:Encrypted': view.optional('Encrypted') ?? 'false',
    'ec2:KmsKeyId': view.optional('KmsKeyId'),
    'ec2:AvailabilityZone': view.optional('AvailabilityZone'),
    'ec2:AvailabilityZoneId': view.optional('AvailabilityZoneId'),
    'ec2:ParentSnapshot': snapshot === undefined ? undefined : ec2Arn(view, 'snapshot', snapshot),
  };
  return [view.needNew('CreateVolume', ec2Arn(view, 'volume', '*'), keys), ...(snapshot === undefined ? [] : [onResource(view, 'snapshot', ec2Arn(view, 'snapshot', snapshot))]), ...tagOnCreate(view)];
}

/** The other network may be somebody else's, elsewhere: it is told by a key, and asked for when the peering is accepted. */
const peer: Rule = (view) => {
  const own = ec2Arn(view, 'vpc', view.text('VpcId'));
  const other = view.has('PeerVpcId') ? `arn:${view.facts.partition}:ec2:${view.optional('PeerRegion') ?? view.call.region}:${view.optional('PeerOwnerId') ?? view.facts.account}:vpc/${view.text('PeerVpcId')}` : undefined;
  const keys = { ...regionKey(view), ...specifiedTags(view, 'vpc-peering-connection'), 'ec2:RequesterVpc': own, 'ec2:AccepterVpc': other };
  return [onResource(view, 'vpc', own), view.needNew(view.call.operation, ec2Arn(view, 'vpc-peering-connection', '*'), keys), ...tagOnCreate(view)];
};

const passed = (view: CallView, parameter: string, service: string): readonly CallRequirement[] => (view.has(parameter) ? [view.passRole(view.text(parameter), service)] : []);

/** By reference, with roles that are passed beside. */
const passing =
  (roles: (view: CallView) => readonly CallRequirement[]): Rule =>
  (view) => [...byReference(view), ...roles(view)];

/** Specifications of launches, each with a profile of its own. */
const specifications = (view: CallView, member: string): readonly CallRequirement[] => {
  const one = view.at(view.record(member));
  return (one.has('IamInstanceProfile') ? [one] : view.views(member)).flatMap(passedRole);
};

/** Fleets launch from templates. */
const templated = (view: CallView): readonly CallRequirement[] =>
  view.views('LaunchTemplateConfigs').flatMap((configuration) => {
    const specification = configuration.at({ LaunchTemplate: configuration.parameters['LaunchTemplateSpecification'] });
    const template = templateOf(specification);
    return template ? templateRoles(view, template.arn, template.version) : [];
  });

/** A spot fleet's own role, and those of what it launches. */
const spotFleet = (view: CallView): readonly CallRequirement[] => {
  const request = view.at(view.record('SpotFleetRequestConfig'));
  return [...passed(request, 'IamFleetRole', 'spotfleet.amazonaws.com'), ...request.views('LaunchSpecifications').flatMap(passedRole), ...templated(request)];
};

const byHand: ServiceTable = {
  RunInstances: runInstances,
  CreateVolume: createVolume,
  CreateVpcPeeringConnection: peer,
  ...each('CreateTags DeleteTags', tags),
  ...each('DeleteSecurityGroup AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress RevokeSecurityGroupIngress RevokeSecurityGroupEgress ModifySecurityGroupRules UpdateSecurityGroupRuleDescriptionsEgress UpdateSecurityGroupRuleDescriptionsIngress', group),
  ...each('CreateKeyPair ImportKeyPair', (view) => [view.needNew(view.call.operation, ec2Arn(view, 'key-pair', view.text('KeyName')), { ...regionKey(view), ...specifiedTags(view, 'key-pair'), 'ec2:KeyPairName': view.text('KeyName'), 'ec2:KeyPairType': view.call.operation === 'CreateKeyPair' ? (view.optional('KeyType') ?? 'rsa') : undefined }), ...tagOnCreate(view)]),
  CreatePlacementGroup: (view) => [view.needNew('CreatePlacementGroup', ec2Arn(view, 'placement-group', view.text('GroupName')), { ...regionKey(view), ...specifiedTags(view, 'placement-group'), 'ec2:PlacementGroupName': view.text('GroupName'), 'ec2:PlacementGroupStrategy': view.optional('Strategy') ?? 'cluster' }), ...tagOnCreate(view)],
  DeleteKeyPair: (view) => [onResource(view, 'key-pair', view.has('KeyName') ? ec2Arn(view, 'key-pair', view.text('KeyName')) : anyOf(view, 'key-pair'))],
  ...each('AssociateIamInstanceProfile ReplaceIamInstanceProfileAssociation', passing(passedRole)),
  RequestSpotInstances: passing((view) => specifications(view, 'LaunchSpecification')),
  RunScheduledInstances: passing((view) => specifications(view, 'LaunchSpecification')),
  RequestSpotFleet: passing(spotFleet),
  CreateFleet: passing(templated),
  CreateFlowLogs: passing((view) => [...passed(view, 'DeliverLogsPermissionArn', 'vpc-flow-logs.amazonaws.com'), ...passed(view, 'DeliverCrossAccountRole', 'vpc-flow-logs.amazonaws.com')]),
  ...each('ImportImage ImportSnapshot ExportImage', passing((view) => passed(view, 'RoleName', 'vmie.amazonaws.com'))),
};

/** Amazon EC2: by hand where a call needs more than its ids say, else by what AWS's reference lists with each action. */
export const ec2: ServiceTable = { ...Object.fromEntries(Array.from(findServiceRoutes('ec2')?.keys() ?? [], (operation) => [operation, byReference])), ...byHand };
