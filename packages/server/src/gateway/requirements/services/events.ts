import type { Keys } from '../../../authorization/requirement.ts';
import type { CallRequirement, CallView, ServiceTable } from '../call-view.ts';
import { requestTagKeys } from '../request-tags.ts';
import { anything, each, same } from '../rules.ts';

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

function patternKeys(view: CallView): Keys {
  const pattern = view.optional('EventPattern');
  return { 'events:ManagedBy': view.optional('ManagedBy'), ...(pattern === undefined ? {} : patternValues(pattern)) };
}

/** Sources and detail types that a rule matches. */
function patternValues(text: string): Keys {
  let pattern: unknown;
  try {
    pattern = JSON.parse(text);
  } catch {
    return {};
  }
  const values = (name: string): readonly string[] | undefined => {
    const list = typeof pattern === 'object' && pattern !== null ? (pattern as Readonly<Record<string, unknown>>)[name] : undefined;
    return Array.isArray(list) ? list.filter((value) => typeof value === 'string') : undefined;
  };
  return { 'events:source': values('source'), 'events:detail-type': values('detail-type') };
}

/** An entry goes to its own bus; what it says of its source and type decides with. */
function putEvents(view: CallView): readonly CallRequirement[] {
  return view.views('Entries').map((entry) => view.need('PutEvents', busArn(entry), { 'events:source': entry.optional('Source'), 'events:detail-type': entry.optional('DetailType'), 'events:eventBusInvocation': 'false' }));
}

function putTargets(view: CallView): readonly CallRequirement[] {
  const targets = view.views('Targets');
  const arns = targets.flatMap((target) => target.optional('Arn') ?? []);
  const roles = targets.flatMap((target) => (target.has('RoleArn') ? [view.passRole(target.text('RoleArn'), 'events.amazonaws.com')] : []));
  return [view.need('PutTargets', rule(view), { 'events:TargetArn': arns, ...busKey(view) }), ...roles];
}

function putRule(view: CallView): readonly CallRequirement[] {
  const role = view.optional('RoleArn');
  const keys = { ...patternKeys(view), ...busKey(view), ...requestTagKeys(view.items('Tags')) };
  const tag = view.items('Tags').length > 0 ? [view.need('TagResource', named(view), keys)] : [];
  return [view.need('PutRule', named(view), keys), ...(role === undefined ? [] : [view.passRole(role, 'events.amazonaws.com')]), ...tag];
}

const ofName =
  (kind: string) =>
  (view: CallView): string =>
    view.arn('events', `${kind}/${view.text('Name')}`);

/** Amazon EventBridge. */
export const events: ServiceTable = {
  PutEvents: putEvents,
  PutRule: putRule,
  PutTargets: putTargets,
  ...each('DeleteRule DescribeRule EnableRule DisableRule', same(named, busKey)),
  ...each('ListTargetsByRule RemoveTargets', same(rule, busKey)),
  CreateEventBus: same(ofName('event-bus'), (view) => requestTagKeys(view.items('Tags'))),
  ...each('DeleteEventBus UpdateEventBus', same((view) => (view.has('Name') ? busArn(view, 'Name') : busArn(view)))),
  DescribeEventBus: same((view) => busArn(view, 'Name')),
  ...each('CreateArchive DescribeArchive UpdateArchive DeleteArchive', same((view) => view.arn('events', `archive/${view.text('ArchiveName')}`))),
  StartReplay: (view) => [view.need('StartReplay', view.arn('events', `replay/${view.text('ReplayName')}`)), view.need('StartReplay', view.text('EventSourceArn'))],
  ...each('DescribeReplay CancelReplay', same((view) => view.arn('events', `replay/${view.text('ReplayName')}`))),
  ...each('CreateApiDestination UpdateApiDestination DescribeApiDestination DeleteApiDestination', same(ofName('api-destination'))),
  ...each('CreateConnection UpdateConnection DescribeConnection DeleteConnection DeauthorizeConnection', same(ofName('connection'))),
  TagResource: same((view) => view.text('ResourceARN'), (view) => requestTagKeys(view.items('Tags'))),
  UntagResource: same((view) => view.text('ResourceARN'), (view) => requestTagKeys(view.items('TagKeys'))),
  ListTagsForResource: same((view) => view.text('ResourceARN')),
  ...each('PutPermission RemovePermission ListRules ListEventBuses ListRuleNamesByTarget ListArchives ListReplays ListApiDestinations ListConnections ListEventSources ListPartnerEventSources TestEventPattern', same(anything)),
};
