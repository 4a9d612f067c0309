import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { OpenResource } from './resource.ts';

const pull = ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'] as const;
const push = ['ecr:CompleteLayerUpload', 'ecr:UploadLayerPart', 'ecr:InitiateLayerUpload', 'ecr:BatchCheckLayerAvailability', 'ecr:PutImage'] as const;

/** A repository of images in ECR. Its policy names no resource. */
export class Repository extends OpenResource<'ecr'> {
  readonly repositoryName: string;

  constructor(stack: Stack, repositoryName: string) {
    super(stack, stack.arn('ecr', `repository/${checkName('repository', repositoryName)}`), 'ecr', { selfArns: [] });
    this.repositoryName = repositoryName;
  }

  grantRead(grantee: Grantee) {
    return this.give(grantee, ['ecr:DescribeRepositories', 'ecr:DescribeImages']);
  }

  grantPull(grantee: Grantee) {
    return this.give(grantee, pull).combine(this.#token(grantee));
  }

  grantPush(grantee: Grantee) {
    return this.give(grantee, push).combine(this.#token(grantee));
  }

  grantPullPush(grantee: Grantee) {
    return this.give(grantee, [...pull, ...push]).combine(this.#token(grantee));
  }

  /** Signing in to the registry is authorized on `*` alone. */
  #token(grantee: Grantee) {
    return this.give(grantee, ['ecr:GetAuthorizationToken'], { arns: ['*'], identityOnly: true });
  }
}
