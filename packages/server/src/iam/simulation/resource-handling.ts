import { invalidInput } from './context-entry.ts';

const base = ['instance', 'image', 'security-group'];
const inVpc = [...base, 'network-interface'];

/** The resource types of `ec2` that must be among the resources of a scenario. */
const scenarios: Readonly<Record<string, readonly string[]>> = {
  'EC2-Classic-InstanceStore': base,
  'EC2-Classic-EBS': [...base, 'volume'],
  'EC2-VPC-InstanceStore': inVpc,
  'EC2-VPC-InstanceStore-Subnet': [...inVpc, 'subnet'],
  'EC2-VPC-EBS': [...inVpc, 'volume'],
  'EC2-VPC-EBS-Subnet': [...inVpc, 'subnet', 'volume'],
};

/** Checks that a simulation has the resources that its scenario wants.
 * @throws ApiError `InvalidInput` */
export function checkResourceHandling(option: string | undefined, resources: readonly string[]): void {
  if (option === undefined) return;
  const wanted = Object.hasOwn(scenarios, option) ? scenarios[option] : undefined;
  if (!wanted) throw invalidInput(`The resource handling option ${option} is not supported.`);
  const missing = wanted.filter((type) => !resources.some((arn) => arn.split(':')[5]?.startsWith(`${type}/`) === true && arn.split(':')[2] === 'ec2'));
  if (missing.length > 0) throw invalidInput(`The resource handling option ${option} requires resources of type ${missing.join(', ')}.`);
}
