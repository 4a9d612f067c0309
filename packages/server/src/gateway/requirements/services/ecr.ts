import type { CallView, ServiceTable } from '../call-view.ts';
import { requestTagKeys } from '../request-tags.ts';
import { anything, each, given, made, named, same } from '../rules.ts';

const owner = (view: CallView): string => view.optional('registryId') ?? view.facts.account;
const repositoryArn = (view: CallView, name: string): string => `arn:${view.facts.partition}:ecr:${view.call.region}:${owner(view)}:repository/${name}`;
const repository = (view: CallView): string => repositoryArn(view, view.text('repositoryName'));

function repositories(view: CallView): readonly string[] {
  const names = view.texts('repositoryNames');
  return names.length === 0 ? [repositoryArn(view, '*')] : names.map((name) => repositoryArn(view, name));
}

/** Amazon ECR. */
export const ecr: ServiceTable = {
  ...each(
    'BatchCheckLayerAvailability BatchDeleteImage BatchGetImage BatchGetRepositoryScanningConfiguration CompleteLayerUpload DeleteLifecyclePolicy DeleteRepository DeleteRepositoryPolicy DescribeImages DescribeImageReplicationStatus DescribeImageScanFindings DescribeImageSigningStatus UpdateImageStorageClass GetDownloadUrlForLayer GetLifecyclePolicy GetLifecyclePolicyPreview GetRepositoryPolicy InitiateLayerUpload ListImages PutImage PutImageScanningConfiguration PutImageTagMutability PutLifecyclePolicy SetRepositoryPolicy StartImageScan StartLifecyclePolicyPreview UploadLayerPart',
    same((view) => (view.call.operation === 'BatchGetRepositoryScanningConfiguration' ? repositories(view) : repository(view))),
  ),
  DescribeRepositories: same(repositories),
  CreateRepository: (view) => {
    const keys = requestTagKeys(view.items('tags'));
    return made(view, repository(view), keys, 'TagResource');
  },
  TagResource: same(given('resourceArn'), (view) => requestTagKeys(view.items('tags'))),
  UntagResource: same(given('resourceArn'), (view) => requestTagKeys(view.items('tagKeys'))),
  ListTagsForResource: same(given('resourceArn')),
  // IAM has no action of that name: it reads images.
  ListImageReferrers: named('BatchGetImage', repository),
  ...each('GetAccountSetting PutAccountSetting', same(anything, (view) => ({ 'ecr:AccountSetting': view.optional('name') }))),
  ...each('CreateRepositoryCreationTemplate UpdateRepositoryCreationTemplate CreatePullThroughCacheRule UpdatePullThroughCacheRule', (view) => [
    view.need(view.call.operation, '*'),
    ...(view.has('customRoleArn') ? [view.passRole(view.text('customRoleArn'), 'ecr.amazonaws.com')] : []),
  ]),
  ...each(
    'DeleteRepositoryCreationTemplate DeleteSigningConfiguration DeregisterPullTimeUpdateExclusion DescribeRepositoryCreationTemplates GetSigningConfiguration ListPullTimeUpdateExclusions PutSigningConfiguration RegisterPullTimeUpdateExclusion ValidatePullThroughCacheRule',
    same(anything),
  ),
  ...each('GetAuthorizationToken DescribeRegistry GetRegistryPolicy PutRegistryPolicy DeleteRegistryPolicy PutReplicationConfiguration GetRegistryScanningConfiguration PutRegistryScanningConfiguration DescribePullThroughCacheRules DeletePullThroughCacheRule', same(anything)),
};
