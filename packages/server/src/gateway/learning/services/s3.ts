import { accountPublicAccess } from '../../../directory/resource-change.ts';
import type { PublicAccessBlock } from '../../../directory/facts.ts';
import type { Refusal } from '../../refusals/error-format.ts';
import { gone, madeUnlessKnown, policyChange, tagged, tagsIn, untagged } from '../changes.ts';
import { LessonError } from '../lesson.ts';
import type { ServiceLessons } from '../lesson.ts';
import { lessons } from '../lesson-rule.ts';
import type { LessonView } from '../lesson-view.ts';
import { policyPut } from '../resource-policy.ts';
import { refuseBucketPolicy } from './s3-policy.ts';

/** What S3 gives to new buckets since April 2023. */
const everythingBlocked: PublicAccessBlock = { blockPublicAcls: true, ignorePublicAcls: true, blockPublicPolicy: true, restrictPublicBuckets: true };

/** A setting that is left out is off. */
function blockOf(view: LessonView): PublicAccessBlock {
  const settings = view.at(view.record('PublicAccessBlockConfiguration'));
  const isOn = (name: string): boolean => settings.optional(name) === 'true';
  return { blockPublicAcls: isOn('BlockPublicAcls'), ignorePublicAcls: isOn('IgnorePublicAcls'), blockPublicPolicy: isOn('BlockPublicPolicy'), restrictPublicBuckets: isOn('RestrictPublicBuckets') };
}

/** Amazon S3: buckets. Objects are their bucket's owner's (R11.17), and what is known of them stays with the store. */
export const s3: ServiceLessons = lessons({
  CreateBucket: {
    learn: (view) => {
      const arn = view.subject();
      const changes = madeUnlessKnown(view, arn, view.at(view.record('CreateBucketConfiguration')).items('Tags'));
      return changes.length === 0 ? [] : [...changes, { kind: 'publicAccess', arn, block: everythingBlocked }];
    },
  },
  DeleteBucket: { learn: (view) => gone(view.subject()) },
  PutBucketPolicy: { check: (view) => refuseBucketPolicy(view, view.subject(), view.text('Policy')), learn: (view) => policyPut(view, view.subject(), view.text('Policy')) },
  DeleteBucketPolicy: { learn: (view) => policyChange(view.subject(), undefined) },
  PutPublicAccessBlock: { learn: (view) => [{ kind: 'publicAccess', arn: view.subject(), block: blockOf(view) }] },
  DeletePublicAccessBlock: { learn: (view) => [{ kind: 'publicAccess', arn: view.subject(), block: undefined }] },
  PutBucketTagging: { learn: (view) => [{ kind: 'tags', arn: view.subject(), tags: tagsIn(view.at(view.record('Tagging')).items('TagSet')) }] },
  DeleteBucketTagging: { learn: (view) => [{ kind: 'tags', arn: view.subject(), tags: {} }] },
});

/** An account sets what is of all its buckets, and no other account's. */
function ownSettings(view: LessonView): string {
  if (view.text('AccountId') !== view.learning.account) throw new LessonError(view.call, 'the settings are of another account');
  return accountPublicAccess(view.learning.partition, view.learning.account);
}

const refuseOthers = (view: LessonView): Refusal | undefined => (view.text('AccountId') === view.learning.account ? undefined : { status: 403, code: 'AccessDenied', message: 'Access Denied' });

/** The bucket that a call is about; tags of anything else of S3's are not kept. */
function taggedBucket(view: LessonView): string | undefined {
  const arn = view.exact();
  return arn !== undefined && /^arn:[^:]+:s3:::[^/]+$/.test(arn) ? arn : undefined;
}

/** S3 Control. */
export const s3control: ServiceLessons = lessons({
  PutPublicAccessBlock: { check: refuseOthers, learn: (view) => [{ kind: 'publicAccess', arn: ownSettings(view), block: blockOf(view) }] },
  DeletePublicAccessBlock: { check: refuseOthers, learn: (view) => [{ kind: 'publicAccess', arn: ownSettings(view), block: undefined }] },
  TagResource: { learn: (view) => tagged(taggedBucket(view), view.items('Tags')) },
  UntagResource: { learn: (view) => untagged(taggedBucket(view), view.items('TagKeys')) },
});
