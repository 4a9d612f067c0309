import type { ArnFormat } from '../facts/arn-format.ts';
import type { AwsFacts } from '../facts/aws-facts.ts';
import type { PolicyView } from '../view/policy-view.ts';
import { resourceTexts } from '../view/walk.ts';
import type { Listed } from '../view/walk.ts';

/** A resource of a policy taken apart as an ARN; variables are `*`, which is what they may stand for. */
export interface ResourceArn extends Listed {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

const variable = /\$\{[^{}]*\}/g;

/** The text of a resource with `*` in the place of variables. */
export const withoutVariables = (text: string): string => text.replace(variable, '*');

const known = new WeakMap<PolicyView, readonly ResourceArn[]>();

/** The resources of a policy that have all parts of an ARN; taken apart once for all rules. */
export function resourceArns(policy: PolicyView): readonly ResourceArn[] {
  let arns = known.get(policy);
  if (!arns) known.set(policy, (arns = [...takenApart(policy)]));
  return arns;
}

function* takenApart(policy: PolicyView): Generator<ResourceArn> {
  for (const listed of resourceTexts(policy)) {
    const [arn, partition, service, region, account, ...rest] = withoutVariables(listed.text.value).split(':');
    if (arn !== 'arn' || partition === undefined || service === undefined || region === undefined || account === undefined || rest.length === 0) continue;
    yield { ...listed, partition, service, region, account, resource: rest.join(':') };
  }
}

export const isPattern = (part: string): boolean => /[*?]/.test(part);

/** The forms of ARNs that the resource can be one of; none where the catalog knows none, or none that fits. */
export const formatsOf = ({ service, resource }: ResourceArn, facts: AwsFacts): readonly ArnFormat[] =>
  isPattern(service) ? [] : facts.arnFormatsOf(service, resource);

/** Whether all forms that the resource can have agree on something. */
export const allFormats = (arn: ResourceArn, facts: AwsFacts, holds: (format: ArnFormat) => boolean): boolean => {
  const formats = formatsOf(arn, facts);
  return formats.length > 0 && formats.every(holds);
};
