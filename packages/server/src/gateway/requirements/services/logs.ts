import { IncompleteCallError } from '../call-view.ts';
import type { CallView, ServiceTable } from '../call-view.ts';
import { requestTagKeys } from '../request-tags.ts';
import { anything, each, same } from '../rules.ts';

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

const destination = (view: CallView): string => view.arn('logs', `destination:${view.text('destinationName')}`);
const tagged = (view: CallView): string => view.text('resourceArn');

/** Amazon CloudWatch Logs. */
export const logs: ServiceTable = {
  ...each('PutLogEvents GetLogEvents DeleteLogStream', same(stream)),
  ...each(
    'CreateLogStream DeleteLogGroup DescribeLogStreams FilterLogEvents PutRetentionPolicy DeleteRetentionPolicy PutMetricFilter DeleteMetricFilter DescribeSubscriptionFilters DeleteSubscriptionFilter ListTagsLogGroup GetLogGroupFields PutDataProtectionPolicy GetDataProtectionPolicy DeleteDataProtectionPolicy',
    same(wholeGroup),
  ),
  CreateLogGroup: (view) => {
    const keys = requestTagKeys(view.record('tags'));
    const create = view.need('CreateLogGroup', wholeGroup(view), keys);
    return Object.keys(view.record('tags')).length > 0 ? [create, view.need('TagResource', wholeGroup(view), keys)] : [create];
  },
  PutSubscriptionFilter: (view) => {
    const target = view.text('destinationArn');
    return [view.need('PutSubscriptionFilter', wholeGroup(view)), ...(/:logs:[^:]+:\d{12}:destination:/.test(target) ? [view.need('PutSubscriptionFilter', target)] : []), ...(view.has('roleArn') ? [view.passRole(view.text('roleArn'), 'logs.amazonaws.com')] : [])];
  },
  ...each('AssociateKmsKey DisassociateKmsKey', same((view) => (view.has('resourceIdentifier') ? view.text('resourceIdentifier') : wholeGroup(view)))),
  TagLogGroup: same(wholeGroup, (view) => requestTagKeys(view.record('tags'))),
  UntagLogGroup: same(wholeGroup, (view) => requestTagKeys(view.items('tags'))),
  TagResource: same(tagged, (view) => requestTagKeys(view.record('tags'))),
  UntagResource: same(tagged, (view) => requestTagKeys(view.items('tagKeys'))),
  ListTagsForResource: same(tagged),
  StartQuery: same(queried),
  StartLiveTail: same(queried),
  ...each('PutDestination PutDestinationPolicy DeleteDestination', (view) => [view.need(view.call.operation, destination(view)), ...(view.has('roleArn') ? [view.passRole(view.text('roleArn'), 'logs.amazonaws.com')] : [])]),
  CreateExportTask: same(wholeGroup),
  DescribeMetricFilters: same((view) => (view.has('logGroupName') ? wholeGroup(view) : noGroup(view))),
  ...each('DescribeLogGroups GetQueryResults GetLogRecord', same(noGroup)),
  ...each('StopQuery DescribeQueries DescribeDestinations DescribeExportTasks CancelExportTask DescribeResourcePolicies PutResourcePolicy DeleteResourcePolicy TestMetricFilter PutQueryDefinition DeleteQueryDefinition DescribeQueryDefinitions', same(anything)),
};
