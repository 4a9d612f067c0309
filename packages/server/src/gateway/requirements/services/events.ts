import type { Keys } from '../../../authorization/requirement.ts';
import type { CallRequirement, CallView, ServiceTable } from '../call-view.ts';
import { requestTagKeys } from '../request-tags.ts';
import { anything, each, made, ofName, same } from '../rules.ts';
import type { ResourceOf } from '../rules.ts';
import { patternKeys } from './events-pattern.ts';

const busName = (view: CallView, member = 'EventBusName'): string => (view.optional(member) ?? 'default').replace(/^.*:event-bus\//, '');
function busArn(view: CallView, member = 'EventBusName'): string {
  const given = view.optional(member);
  return given?.startsWith('arn:') ? given : view.arn('events', `event-bus/${given ?? 'default'}`);
}

/** A rule on the default bus has no bus in its ARN. */
function ruleArn(view: CallView, name: string): string {
  const bus = busName(view);
  return view.arn('events', bus === 'default' ? `rule/${name}` : `rule/${bus}/${name}`);
}
const named = (view: CallView): string => ruleArn(view, view.text('Name'));
const rule = (view: CallView): string => ruleArn(view, view.text('Rule'));
const busKey = (view: CallView): Keys => ({ 'events:EventBusArn': busArn(view) });

/** An entry goes to its own bus; what it says of its source and type decides with. */
function putEvents(view: CallView): readonly CallRequirement[] {
  return view.views('Entries').map((entry) => view.need('PutEvents', busArn(entry), { 'events:source': entry.optional('Source'), 'events:detail-type': entry.optional('DetailType'), 'events:eventBusInvocation': 'false' }));
}

function putTargets(view: CallView): readonly CallRequirement[] {
  const targets = view.views('Targets');
  const arns = targets.flatMap((target) => target.optional('Arn') ?? []);
  const roles = targets.flatMap((target) => (target.has('RoleArn') ? [view.passRole(target.text('RoleArn'), 'events.amazonaws.com')] : []));
  return [view.need('PutTargets', rule(view), { 'events:TargetArn': arns, ...ruleKeys(view, rule(view)) }), ...roles];
}

function putRule(view: CallView): readonly CallRequirement[] {
  const role = view.optional('RoleArn');
  const pattern = patternKeys(view.optional('EventPattern') ?? '{}');
  const tags = requestTagKeys(view.items('Tags'));
  const tag = view.items('Tags').length > 0 ? [view.need('TagResource', named(view), { ...tags, ...ruleKeys(view, named(view)) })] : [];
  return [view.need('PutRule', named(view), { ...pattern.keys, ...ruleKeys(view, named(view)), ...tags }, pattern.unknown), ...(role === undefined ? [] : [view.passRole(role, 'events.amazonaws.com')]), ...tag];
}

/** What tells of a rule: its bus, and the account that made it, which is its owner's unless somebody knows better. */
function ruleKeys(view: CallView, arn: string): Keys {
  return { ...busKey(view), ...creatorKey(view, arn) };
}
const creatorKey = (view: CallView, arn: string): Keys => ({ 'events:creatorAccount': view.facts.ownerOf?.(arn) ?? /^arn:[^:]+:events:[^:]+:(\d{12}):rule\//.exec(arn)?.[1] });
const onRule = (resource: (view: CallView) => string): ServiceTable[string] => same(resource, (view) => ruleKeys(view, resource(view)));
const tagged = (view: CallView): string => view.text('ResourceARN');

/** Sources of partners belong to no account. */
const source = (parameter: string) => (view: CallView): string => `arn:${view.facts.partition}:events:${view.call.region}::event-source/${view.text(parameter)}`;

/** Roles with which the service acts on. */
const withRole = (view: CallView): readonly CallRequirement[] => (view.has('RoleArn') ? [view.passRole(view.text('RoleArn'), 'events.amazonaws.com')] : []);

function endpoint(view: CallView): readonly CallRequirement[] {
  const buses = view.views('EventBuses').flatMap((bus) => bus.optional('EventBusArn') ?? []);
  return [view.need(view.call.operation, view.arn('events', `endpoint/${view.text('Name')}`), { 'events:EventBusArn': buses.length > 0 ? buses : undefined }), ...withRole(view)];
}

const ofKind = (kind: string): ResourceOf => ofName('events', `${kind}/`, 'Name');

/** Amazon EventBridge. */
export const events: ServiceTable = {
  PutEvents: putEvents,
  PutRule: putRule,
  PutTargets: putTargets,
  ...each('DeleteRule DescribeRule EnableRule DisableRule', onRule(named)),
  ...each('ListTargetsByRule RemoveTargets', onRule(rule)),
  CreateEventBus: (view) => made(view, view.arn('events', `event-bus/${view.text('Name')}`), requestTagKeys(view.items('Tags')), undefined),
  ...each('DeleteEventBus UpdateEventBus', same((view) => (view.has('Name') ? busArn(view, 'Name') : busArn(view)))),
  DescribeEventBus: same((view) => busArn(view, 'Name')),
  CreateArchive: (view) => [view.needNew('CreateArchive', view.arn('events', `archive/${view.text('ArchiveName')}`)), view.need('CreateArchive', view.text('EventSourceArn'))],
  ...each('DescribeArchive UpdateArchive DeleteArchive', same(ofName('events', 'archive/', 'ArchiveName'))),
  StartReplay: (view) => [view.need('StartReplay', view.arn('events', `replay/${view.text('ReplayName')}`)), view.need('StartReplay', view.text('EventSourceArn'))],
  ...each('DescribeReplay CancelReplay', same(ofName('events', 'replay/', 'ReplayName'))),
  ...each('CreateApiDestination UpdateApiDestination DescribeApiDestination DeleteApiDestination', same(ofKind('api-destination'))),
  ...each('CreateConnection UpdateConnection DescribeConnection DeleteConnection DeauthorizeConnection', same(ofKind('connection'))),
  ...each('CreateEndpoint UpdateEndpoint', endpoint),
  ...each('DeleteEndpoint DescribeEndpoint', same(ofKind('endpoint'))),
  ...each('ActivateEventSource CreatePartnerEventSource DeactivateEventSource DeletePartnerEventSource DescribeEventSource DescribePartnerEventSource', same(source('Name'))),
  ListPartnerEventSourceAccounts: same(source('EventSourceName')),
  TagResource: same(tagged, (view) => ({ ...creatorKey(view, tagged(view)), ...requestTagKeys(view.items('Tags')) })),
  UntagResource: same(tagged, (view) => ({ ...creatorKey(view, tagged(view)), ...requestTagKeys(view.items('TagKeys')) })),
  ListTagsForResource: same(tagged, (view) => creatorKey(view, tagged(view))),
  ...each('PutPermission RemovePermission PutPartnerEvents ListEndpoints ListRules ListEventBuses ListRuleNamesByTarget ListArchives ListReplays ListApiDestinations ListConnections ListEventSources ListPartnerEventSources TestEventPattern', same(anything)),
};
