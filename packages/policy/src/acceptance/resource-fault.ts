const partitions: ReadonlySet<string> = new Set(['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc', 'aws-iso', 'aws-iso-b', 'aws-iso-e', 'aws-iso-f']);

const iamTypes = [
  'user/',
  'federated-user/',
  'role/',
  'group/',
  'instance-profile/',
  'mfa/',
  'server-certificate/',
  'policy/',
  'sms-mfa/',
  'saml-provider/',
  'oidc-provider/',
  'report/',
  'access-report/',
];

/** AWS's text about a resource that it does not store (R13.11); `undefined` where it stores it. */
export function resourceFault(resource: string): string | undefined {
  if (resource === '*') return undefined;
  const parts = resource.split(':');
  if (parts.length < 2) return `Resource ${resource} must be in ARN format or "*".`;
  const [, partition = '', service, region, account] = parts;
  if (partition !== '*' && !partitions.has(partition)) {
    const rest = parts.length > 5 ? parts.slice(5).join(':') : '*';
    return `Partition "${partition}" is not valid for resource "arn:${partition}:${service ?? '*'}:${region ?? '*'}:${account ?? '*'}:${rest}".`;
  }
  if (service === undefined) return 'Resource vendor must be fully qualified and cannot contain regexes.';
  const rest = parts.slice(5).join(':');
  if (service === 'iam' && region !== undefined && region !== '') return `IAM resource ${resource} cannot contain region information.`;
  if (service === 's3' && region !== undefined && region !== '' && !rest.startsWith('accesspoint/')) return `Resource ${resource} can not contain region information.`;
  if (service === 'iam' && parts.length > 5 && rest !== '*' && !iamTypes.some((type) => rest.startsWith(type))) {
    return `IAM resource path must either be "*" or start with ${iamTypes.join(', ')}.`;
  }
  return undefined;
}

/** Step 3b of R13.1: what AWS's older parser stumbles over. */
export function legacyResourceFault(resource: string): boolean {
  if (resource === '*') return false;
  const colons = resource.split(':').length - 1;
  if (colons < 5 && resource.includes('::')) return true;
  return resource.split(':')[2] === '';
}
