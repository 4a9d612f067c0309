import type { Keys } from '../../../authorization/requirement.ts';
import { IncompleteCallError } from '../call-view.ts';
import type { CallRequirement, CallView, Rule, ServiceTable } from '../call-view.ts';
import { requestTagKeys } from '../request-tags.ts';
import { anything, each, given, made, named, ofName, same } from '../rules.ts';
import type { ResourceOf } from '../rules.ts';

/** A log group by its name or its ARN, which ends in `:*` for IAM or does not. */
function groupArn(view: CallView, given: string): string {
  if (/^[A-Za-z0-9_\/.#-]{1,512}$/.test(given)) return view.arn('logs', `log-group:${given}`);
  const match = /^(arn:[^:]+:logs:[^:]+:\d{12}:log-group:[A-Za-z0-9_\/.#-]{1,512})(?::\*)?$/.exec(given);
  if (!match?.[1]) throw new IncompleteCallError(view.call, 'logGroupName');
  return match[1];
}

const group = (view: CallView): string => groupArn(view, view.optional('logGroupIdentifier') ?? view.text('logGroupName'));

/** A stream; where a request names none, all of its group. */
const stream = (view: CallView): string => `${group(view)}:log-stream:${view.optional('logStreamName') ?? ''}`;

/** Actions on a group are authorized on its streams, none of them named; actions on no group in particular, on a group without
 * a name: so AWS's denials have it. */
const wholeGroup = (view: CallView): string => `${group(view)}:log-stream:`;
const noGroup = (view: CallView): string => view.arn('logs', 'log-group::log-stream:');

function queried(view: CallView): readonly string[] {
  const names = [...view.texts('logGroupNames'), ...view.texts('logGroupIdentifiers'), ...(view.has('logGroupName') ? [view.text('logGroupName')] : [])];
  return names.length === 0 ? [noGroup(view)] : names.map((name) => `${groupArn(view, name)}:log-stream:`);
}

/** Log groups that a call lists by their names or ARNs. */
const listed = (member: string): ResourceOf => (view) => view.texts(member).map((name) => `${groupArn(view, name)}:log-stream:`);
const deliverySource = (parameter: string): ResourceOf => ofName('logs', 'delivery-source:', parameter);
const deliveryDestination = (parameter: string): ResourceOf => ofName('logs', 'delivery-destination:', parameter);
const delivery = ofName('logs', 'delivery:', 'id');
const scheduledQuery = ofName('logs', 'scheduled-query:', 'identifier');

/** A delivery joins a source and a destination, which a call by its id does not name. */
const updateDelivery: Rule = (view) => [
  view.need('UpdateDeliveryConfiguration', view.arn('logs', `delivery:${view.text('id')}`)),
  ...['delivery-source', 'delivery-destination'].map((kind) => view.need('UpdateDeliveryConfiguration', view.partly(view.arn('logs', `${kind}:`), '*'))),
];

const createDelivery: Rule = (view) => [
  ...made(view, view.arn('logs', 'delivery:*'), requestTagKeys(view.record('tags')), undefined),
  view.need('CreateDelivery', view.arn('logs', `delivery-source:${view.text('deliverySourceName')}`)),
  view.need('CreateDelivery', view.text('deliveryDestinationArn')),
];

const deliverySourceKeys = (view: CallView): Keys => ({ 'logs:LogGeneratingResourceArns': [view.text('resourceArn')], ...requestTagKeys(view.record('tags')) });
const deliveryDestinationKeys = (view: CallView): Keys => ({ 'logs:DeliveryDestinationResourceArn': view.at(view.record('deliveryDestinationConfiguration')).optional('destinationResourceArn'), ...requestTagKeys(view.record('tags')) });

const passedToLogs = (view: CallView, parameter: string): readonly CallRequirement[] => (view.has(parameter) ? [view.passRole(view.text(parameter), 'logs.amazonaws.com')] : []);

/** A query that runs by itself, with a role of its own. */
const scheduleQuery: Rule = (view) => {
  const query = view.call.operation === 'CreateScheduledQuery' ? made(view, view.arn('logs', 'scheduled-query:*'), requestTagKeys(view.record('tags')), undefined) : [view.need(view.call.operation, view.arn('logs', `scheduled-query:${view.text('identifier')}`))];
  return [...query, ...passedToLogs(view, 'executionRoleArn')];
};

const destination = (view: CallView): string => view.arn('logs', `destination:${view.text('destinationName')}`);
const tagged = (view: CallView): string => view.text('resourceArn');

/** Amazon CloudWatch Logs. */
export const logs: ServiceTable = {
  ...each('PutLogEvents GetLogEvents DeleteLogStream', same(stream)),
  ...each(
    'CreateLogStream DeleteLogGroup DescribeLogStreams FilterLogEvents PutRetentionPolicy DeleteRetentionPolicy PutMetricFilter DeleteMetricFilter DescribeSubscriptionFilters DeleteSubscriptionFilter ListTagsLogGroup GetLogGroupFields PutDataProtectionPolicy GetDataProtectionPolicy DeleteDataProtectionPolicy PutTransformer GetTransformer DeleteTransformer PutBearerTokenAuthentication PutLogGroupDeletionProtection',
    same(wholeGroup),
  ),
  CreateLogGroup: (view) => {
    return made(view, wholeGroup(view), requestTagKeys(view.record('tags')), 'TagResource');
  },
  PutSubscriptionFilter: (view) => {
    const target = view.text('destinationArn');
    return [view.need('PutSubscriptionFilter', wholeGroup(view)), ...(/:logs:[^:]+:\d{12}:destination:/.test(target) ? [view.need('PutSubscriptionFilter', target)] : []), ...passedToLogs(view, 'roleArn')];
  },
  ...each('AssociateKmsKey DisassociateKmsKey', same((view) => (view.has('resourceIdentifier') ? view.text('resourceIdentifier') : wholeGroup(view)))),
  TagLogGroup: same(wholeGroup, (view) => requestTagKeys(view.record('tags'))),
  UntagLogGroup: same(wholeGroup, (view) => requestTagKeys(view.items('tags'))),
  TagResource: same(tagged, (view) => requestTagKeys(view.record('tags'))),
  UntagResource: same(tagged, (view) => requestTagKeys(view.items('tagKeys'))),
  ListTagsForResource: same(tagged),
  StartQuery: same(queried),
  StartLiveTail: same(queried),
  ...each('PutDestination PutDestinationPolicy DeleteDestination', (view) => [view.need(view.call.operation, destination(view), requestTagKeys(view.record('tags'))), ...passedToLogs(view, 'roleArn')]),
  CreateExportTask: same(wholeGroup),
  DescribeMetricFilters: same((view) => (view.has('logGroupName') ? wholeGroup(view) : noGroup(view))),
  ...each('DescribeLogGroups GetQueryResults GetLogRecord', same(noGroup)),
  CreateLogAnomalyDetector: (view) => [...same(listed('logGroupArnList'), () => requestTagKeys(view.record('tags')))(view), ...(Object.keys(view.record('tags')).length > 0 ? [view.needNew('TagResource', view.arn('logs', 'anomaly-detector:*'), requestTagKeys(view.record('tags')))] : [])],
  ...each('GetLogAnomalyDetector DeleteLogAnomalyDetector UpdateLogAnomalyDetector UpdateAnomaly', same(given('anomalyDetectorArn'))),
  ListAnomalies: same((view) => (view.has('anomalyDetectorArn') ? view.text('anomalyDetectorArn') : '*')),
  CreateDelivery: createDelivery,
  ...each('GetDelivery DeleteDelivery', same(delivery)),
  UpdateDeliveryConfiguration: updateDelivery,
  GetDeliverySource: same(deliverySource('name')),
  // The reference names the destination here, which the call does not; a source has no other.
  DeleteDeliverySource: (view) => [view.need('DeleteDeliverySource', view.arn('logs', `delivery-source:${view.text('name')}`))],
  PutDeliverySource: same(deliverySource('name'), deliverySourceKeys),
  ...each('GetDeliveryDestination DeleteDeliveryDestination', same(deliveryDestination('name'))),
  PutDeliveryDestination: same(deliveryDestination('name'), deliveryDestinationKeys),
  ...each('GetDeliveryDestinationPolicy PutDeliveryDestinationPolicy DeleteDeliveryDestinationPolicy', same(deliveryDestination('deliveryDestinationName'))),
  CreateLookupTable: (view) => made(view, view.arn('logs', `lookup-table:${view.text('lookupTableName')}`), requestTagKeys(view.record('tags')), undefined),
  ...each('GetLookupTable UpdateLookupTable DeleteLookupTable', same(given('lookupTableArn'))),
  ...each('CreateScheduledQuery UpdateScheduledQuery', scheduleQuery),
  ...each('GetScheduledQuery GetScheduledQueryHistory DeleteScheduledQuery', same(scheduledQuery)),
  CreateImportTask: (view) => [view.need('CreateImportTask', '*'), ...passedToLogs(view, 'importRoleArn')],
  // IAM has no action of that name: it reads what a query found.
  GetLogObject: named('GetLogRecord', noGroup),
  ...each(
    'AssociateSourceToS3TableIntegration CancelImportTask DeleteAccountPolicy DeleteIndexPolicy DeleteIntegration DescribeAccountPolicies DescribeConfigurationTemplates DescribeDeliveries DescribeDeliveryDestinations DescribeDeliverySources DescribeFieldIndexes DescribeImportTaskBatches DescribeImportTasks DescribeIndexPolicies DescribeLookupTables DisassociateSourceFromS3TableIntegration GetIntegration GetLogFields ListAggregateLogGroupSummaries ListIntegrations ListLogAnomalyDetectors ListLogGroups ListLogGroupsForQuery ListScheduledQueries ListSourcesForS3TableIntegration PutAccountPolicy PutIndexPolicy PutIntegration TestTransformer',
    same(anything),
  ),
  ...each('StopQuery DescribeQueries DescribeDestinations DescribeExportTasks CancelExportTask DescribeResourcePolicies PutResourcePolicy DeleteResourcePolicy TestMetricFilter PutQueryDefinition DeleteQueryDefinition DescribeQueryDefinitions', same(anything)),
};
