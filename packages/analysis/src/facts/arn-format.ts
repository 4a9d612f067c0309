import { globsMeet } from '../pattern/intersection.ts';

/** How a part of an ARN stands in the ARNs of one resource type. */
export type PartRule = 'empty' | 'present' | 'any';

/** The form of a resource type's ARNs, from the pattern of the service reference. */
export class ArnFormat {
  readonly region: PartRule;
  readonly account: PartRule;
  /** The resource part, with `*` in the place of names. */
  readonly resource: string;

  constructor(arn: string) {
    const [, , , region = '', account = '', ...rest] = arn.split(':');
    this.region = ruleOf(region);
    this.account = ruleOf(account);
    this.resource = rest.join(':').replace(/\$\{[^{}]*\}/g, '*').replace(/\*+/g, '*');
  }

  /** Whether a pattern of resource parts can be that of such an ARN. */
  admits(resource: string): boolean {
    return globsMeet(resource, this.resource);
  }
}

function ruleOf(part: string): PartRule {
  if (part === '') return 'empty';
  // A part that is written out, such as the account `aws`, or a `*`, says nothing about others.
  return part.startsWith('${') ? 'present' : 'any';
}
