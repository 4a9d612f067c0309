import type { ResourceChange } from '../../../directory/resource-change.ts';
import { ofId } from '../../requirements/services/ec2-arn.ts';
import type { AnswerView } from '../../reading/answer-view.ts';
import { gone, made, madeUnlessKnown, tagged } from '../changes.ts';
import type { Tags } from '../changes.ts';
import { LessonError } from '../lesson.ts';
import type { ServiceLessons } from '../lesson.ts';
import { each, lessons } from '../lesson-rule.ts';
import type { LessonRule, LessonRules } from '../lesson-rule.ts';
import type { LessonView } from '../lesson-view.ts';

/** The ARN of an id in an answer, which has to be of the kind that was asked for. */
function arnOf(view: LessonView, id: string, prefix: string): string {
  if (!/^[a-z]{1,16}-[0-9a-f]{1,32}$/.test(id) || !id.startsWith(`${prefix}-`)) throw new LessonError(view.call, 'it has an id of another kind than what was asked for');
  return ofId(view, id);
}

/** Tags at creation: those that the answer lists, launch templates' among them, else those of the request. */
function tagsOf(view: LessonView, answer: AnswerView, kind: string): readonly { readonly Key: string; readonly Value: string }[] {
  const listed = answer.views('tagSet').map((tag) => ({ Key: tag.text('key'), Value: tag.optional('value') ?? '' }));
  if (listed.length > 0) return listed;
  const specified = view.views('TagSpecifications').filter((specification) => specification.optional('ResourceType') === kind);
  return specified.flatMap((specification) => specification.views('Tags').map((tag) => ({ Key: tag.text('Key'), Value: tag.optional('Value') ?? '' })));
}

/** What a call makes one of: where the answer has it, by which member, and what it is called.
 * @param within the member that holds it; empty for the answer itself */
const makes = (within: string, member: string, prefix: string, kind: string): LessonRule => ({
  learn: (view, answer) => {
    const held = within === '' ? answer() : answer().at(within);
    return madeUnlessKnown(view, arnOf(view, held.text(member), prefix), tagsOf(view, held, kind));
  },
});

const runInstances: LessonRule = {
  learn: (view, answer) => answer().views('instancesSet').flatMap((instance) => madeUnlessKnown(view, arnOf(view, instance.text('instanceId'), 'i'), tagsOf(view, instance, 'instance'))),
};

/** Key pairs are authorized by their names. */
const keyPair: LessonRule = { learn: (view, answer) => made(view, view.subject(), tagsOf(view, answer(), 'key-pair')) };

const deletes: LessonRule = { learn: (view) => view.subjects().flatMap(gone) };

/** Some tags, or all of them; one with a value only where that is the value that it has. */
function deleteTags(view: LessonView): readonly ResourceChange[] {
  const tags = view.views('Tags');
  return view.subjects().flatMap((arn): readonly ResourceChange[] => {
    if (tags.length === 0) return [{ kind: 'tags', arn, tags: {} }];
    const has: Tags = view.known(arn)?.tags ?? {};
    const removed = tags.filter((tag) => !tag.has('Value') || has[tag.text('Key')] === tag.optional('Value')).map((tag) => tag.text('Key'));
    return removed.length === 0 ? [] : [{ kind: 'retagged', arn, set: {}, removed }];
  });
}

const single: LessonRules = {
  CreateVolume: makes('', 'volumeId', 'vol', 'volume'),
  CreateSnapshot: makes('', 'snapshotId', 'snap', 'snapshot'),
  CreateImage: makes('', 'imageId', 'ami', 'image'),
  CreateVpc: makes('vpc', 'vpcId', 'vpc', 'vpc'),
  CreateSubnet: makes('subnet', 'subnetId', 'subnet', 'subnet'),
  CreateSecurityGroup: makes('', 'groupId', 'sg', 'security-group'),
  CreateInternetGateway: makes('internetGateway', 'internetGatewayId', 'igw', 'internet-gateway'),
  CreateRouteTable: makes('routeTable', 'routeTableId', 'rtb', 'route-table'),
  CreateNetworkInterface: makes('networkInterface', 'networkInterfaceId', 'eni', 'network-interface'),
  CreateNatGateway: makes('natGateway', 'natGatewayId', 'nat', 'natgateway'),
  CreateVpcEndpoint: makes('vpcEndpoint', 'vpcEndpointId', 'vpce', 'vpc-endpoint'),
  CreateNetworkAcl: makes('networkAcl', 'networkAclId', 'acl', 'network-acl'),
  CreateLaunchTemplate: makes('launchTemplate', 'launchTemplateId', 'lt', 'launch-template'),
  AllocateAddress: makes('', 'allocationId', 'eipalloc', 'elastic-ip'),
};

/** Amazon EC2: whose what is made is, and its tags. */
export const ec2: ServiceLessons = lessons({
  RunInstances: runInstances,
  ...single,
  ...each('CreateKeyPair ImportKeyPair', keyPair),
  ...each('TerminateInstances DeleteVolume DeleteSnapshot DeregisterImage DeleteVpc DeleteSubnet DeleteInternetGateway DeleteRouteTable DeleteNetworkInterface DeleteNatGateway ReleaseAddress', deletes),
  CreateTags: { learn: (view) => view.subjects().flatMap((arn) => tagged(arn, view.items('Tags'))) },
  DeleteTags: { learn: deleteTags },
});
