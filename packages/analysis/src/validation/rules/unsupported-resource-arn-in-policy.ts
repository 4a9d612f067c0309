import { globsMeet } from '../../pattern/intersection.ts';
import { attachedFormats, attachedResource } from '../attached-resource.ts';
import { resourceArns } from '../resource-arn.ts';
import type { Rule } from '../rule.ts';

export const unsupportedResourceArnInPolicy: Rule = {
  code: 'UNSUPPORTED_RESOURCE_ARN_IN_POLICY',
  type: 'ERROR',
  kinds: ['resource'],
  meaning: 'A resource policy names an ARN of another resource type than the one it is attached to.',
  remedy: 'Name the resource that the policy hangs on.',
  *check(policy, facts) {
    const attached = attachedResource(policy.resourceType);
    if (!attached) return;
    const formats = attachedFormats(attached, facts);
    for (const arn of resourceArns(policy)) {
      const fits = globsMeet(arn.service, attached.service) && formats.some((format) => format.admits(arn.resource) && !(format.region === 'empty' && arn.region !== '' && arn.region !== '*') && !(format.region === 'present' && arn.region === ''));
      if (!fits) yield { details: `\`${arn.text.value}\` is no resource of the kind that this policy hangs on.`, places: [arn.text] };
    }
  },
};
