import { IncompleteCallError } from '../call-view.ts';
import type { CallView, ServiceTable } from '../call-view.ts';
import { requestTagKeys } from '../request-tags.ts';
import { anything, each, given, made, named, same } from '../rules.ts';

const topic = (view: CallView): string => view.text('TopicArn');

/** The topic of a subscription: its ARN without the last part. */
function topicOf(view: CallView): string {
  const match = /^(arn:[^:]+:sns:[^:]+:\d{12}:[^:]+):[^:]+$/.exec(view.text('SubscriptionArn'));
  if (!match?.[1]) throw new IncompleteCallError(view.call, 'SubscriptionArn');
  return match[1];
}

/** A message goes to a topic, to the endpoint of a device, or to a telephone, which has no ARN. */
const destination = (view: CallView): string => view.optional('TopicArn') ?? view.optional('TargetArn') ?? (view.has('PhoneNumber') ? '*' : view.text('TopicArn'));

/** Amazon SNS. */
export const sns: ServiceTable = {
  ...each('GetTopicAttributes SetTopicAttributes DeleteTopic AddPermission RemovePermission ListSubscriptionsByTopic ConfirmSubscription', same(topic)),
  Subscribe: same(topic, (view) => ({ 'sns:Endpoint': view.optional('Endpoint'), 'sns:Protocol': view.optional('Protocol') })),
  ...each('Unsubscribe GetSubscriptionAttributes SetSubscriptionAttributes', same(topicOf)),
  Publish: same(destination),
  PublishBatch: named('Publish', topic),
  CreateTopic: (view) => {
    return made(view, view.arn('sns', view.text('Name')), requestTagKeys(view.items('Tags')), 'TagResource');
  },
  TagResource: same(given('ResourceArn'), (view) => requestTagKeys(view.items('Tags'))),
  UntagResource: same(given('ResourceArn'), (view) => requestTagKeys(view.items('TagKeys'))),
  ...each('ListTagsForResource GetDataProtectionPolicy PutDataProtectionPolicy', same(given('ResourceArn'))),
  ...each(
    'ListTopics ListSubscriptions ListPlatformApplications CreatePlatformApplication DeletePlatformApplication GetPlatformApplicationAttributes SetPlatformApplicationAttributes CreatePlatformEndpoint DeleteEndpoint GetEndpointAttributes SetEndpointAttributes ListEndpointsByPlatformApplication CheckIfPhoneNumberIsOptedOut ListPhoneNumbersOptedOut OptInPhoneNumber GetSMSAttributes SetSMSAttributes CreateSMSSandboxPhoneNumber DeleteSMSSandboxPhoneNumber VerifySMSSandboxPhoneNumber ListSMSSandboxPhoneNumbers GetSMSSandboxAccountStatus ListOriginationNumbers',
    same(anything),
  ),
};
