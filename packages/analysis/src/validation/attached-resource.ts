import type { AwsFacts } from '../facts/aws-facts.ts';
import { ArnFormat } from '../facts/arn-format.ts';

/** What a resource policy of a known type may speak of. */
export interface AttachedResource {
  /** The prefix of its actions. */
  readonly service: string;
  /** Names of resource types in the service reference. */
  readonly types: readonly string[];
}

const attachedResources: Readonly<Record<string, AttachedResource>> = {
  'AWS::S3::Bucket': { service: 's3', types: ['bucket', 'object'] },
  'AWS::S3::AccessPoint': { service: 's3', types: ['accesspoint', 'accesspointobject'] },
  'AWS::S3::MultiRegionAccessPoint': { service: 's3', types: ['multiregionaccesspoint', 'multiregionaccesspointrequestarn'] },
  'AWS::S3ObjectLambda::AccessPoint': { service: 's3-object-lambda', types: ['objectlambdaaccesspoint'] },
  'AWS::DynamoDB::Table': { service: 'dynamodb', types: ['table', 'index', 'stream'] },
};

/** The types that ValidatePolicy takes as `validatePolicyResourceType` (R24.10). */
export const policyResourceTypes: readonly string[] = [...Object.keys(attachedResources), 'AWS::IAM::AssumeRolePolicyDocument'];

export const attachedResource = (resourceType: string | undefined): AttachedResource | undefined => (resourceType === undefined ? undefined : attachedResources[resourceType]);

/** The ARNs that such a policy may name. */
export function attachedFormats({ service, types }: AttachedResource, facts: AwsFacts): readonly ArnFormat[] {
  return (facts.service(service)?.resourceTypes ?? []).flatMap(({ name, arn }) => (types.includes(name) ? [new ArnFormat(arn)] : []));
}
