import type { PolicyTarget } from '../output/policy-target.ts';
import type { PolicyObject } from './policy-text.ts';

/** The policy that KMS gives to a key by itself: its account's policies decide (R11.14). */
export const keyPolicy = ({ partition, account }: PolicyTarget): PolicyObject => ({
  Version: '2012-10-17',
  Statement: [{ Sid: 'Enable IAM User Permissions', Effect: 'Allow', Principal: { AWS: `arn:${partition}:iam::${account}:root` }, Action: 'kms:*', Resource: '*' }],
});

/** The least that SNS takes as a topic's policy: its account may look at it, as its own policies let it already. */
export const topicPolicy = ({ arn, partition, account }: PolicyTarget): PolicyObject => ({
  Version: '2012-10-17',
  Statement: [{ Sid: 'Owner', Effect: 'Allow', Principal: { AWS: `arn:${partition}:iam::${account}:root` }, Action: 'SNS:GetTopicAttributes', Resource: arn }],
});
