import type { PolicyTarget } from '../output/policy-target.ts';
import type { PolicyObject } from './policy-text.ts';

/** The policy that KMS gives to a key by itself: its account's policies decide (R11.14). */
export const keyPolicy = ({ partition, account }: PolicyTarget): PolicyObject => ({
  Version: '2012-10-17',
  Statement: [{ Sid: 'Enable IAM User Permissions', Effect: 'Allow', Principal: { AWS: `arn:${partition}:iam::${account}:root` }, Action: 'kms:*', Resource: '*' }],
});

/** The policy that SNS gives to a topic by itself: its account may use and manage it. */
export const topicPolicy = ({ arn, account }: PolicyTarget): PolicyObject => ({
  Version: '2008-10-17',
  Id: '__default_policy_ID',
  Statement: [
    {
      Sid: '__default_statement_ID',
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: ['GetTopicAttributes', 'SetTopicAttributes', 'AddPermission', 'RemovePermission', 'DeleteTopic', 'Subscribe', 'ListSubscriptionsByTopic', 'Publish'].map((name) => `SNS:${name}`),
      Resource: arn,
      Condition: { StringEquals: { 'AWS:SourceOwner': account } },
    },
  ],
});
