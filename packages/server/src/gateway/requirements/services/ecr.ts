import type { CallView, ServiceTable } from '../call-view.ts';
import { requestTagKeys } from '../request-tags.ts';
import { anything, each, same } from '../rules.ts';

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
    'BatchCheckLayerAvailability BatchDeleteImage BatchGetImage BatchGetRepositoryScanningConfiguration CompleteLayerUpload DeleteLifecyclePolicy DeleteRepository DeleteRepositoryPolicy DescribeImages DescribeImageReplicationStatus DescribeImageScanFindings GetDownloadUrlForLayer GetLifecyclePolicy GetLifecyclePolicyPreview GetRepositoryPolicy InitiateLayerUpload ListImages PutImage PutImageScanningConfiguration PutImageTagMutability PutLifecyclePolicy SetRepositoryPolicy StartImageScan StartLifecyclePolicyPreview UploadLayerPart',
    same((view) => (view.call.operation === 'BatchGetRepositoryScanningConfiguration' ? repositories(view) : repository(view))),
  ),
  DescribeRepositories: same(repositories),
  CreateRepository: (view) => {
    const keys = requestTagKeys(view.items('tags'));
    const create = view.need('CreateRepository', repository(view), keys);
    return view.items('tags').length > 0 ? [create, view.need('TagResource', repository(view), keys)] : [create];
  },
  TagResource: same((view) => view.text('resourceArn'), (view) => requestTagKeys(view.items('tags'))),
  UntagResource: same((view) => view.text('resourceArn'), (view) => requestTagKeys(view.items('tagKeys'))),
  ListTagsForResource: same((view) => view.text('resourceArn')),
  ...each('GetAuthorizationToken DescribeRegistry GetRegistryPolicy PutRegistryPolicy DeleteRegistryPolicy PutReplicationConfiguration GetRegistryScanningConfiguration PutRegistryScanningConfiguration DescribePullThroughCacheRules CreatePullThroughCacheRule DeletePullThroughCacheRule', same(anything)),
};
