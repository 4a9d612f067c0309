import { give } from '../grant/give.ts';
import type { Grantee } from '../grantees/principal.ts';

/** Signing in to ECR. */
export class AuthorizationToken {
  static grantRead(grantee: Grantee) {
    return give({ grantee, actions: ['ecr:GetAuthorizationToken'], arns: ['*'], target: 'ECR' });
  }
}

/** Signing in to the public ECR. */
export class PublicGalleryAuthorizationToken {
  static grantRead(grantee: Grantee) {
    return give({ grantee, actions: ['ecr-public:GetAuthorizationToken', 'sts:GetServiceBearerToken'], arns: ['*'], target: 'the public ECR' });
  }
}
