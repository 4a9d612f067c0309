import { Role } from '../grantees/role.ts';
import type { Stack } from '../stack.ts';
import { plainName } from './fingerprint.ts';
import { policyTarget } from './policy-target.ts';
import { synthesise } from './synthesis.ts';
import type { SynthesisedHolder } from './synthesis.ts';
import { terraformPolicy } from './terraform-policy.ts';
import type { Block } from './terraform-policy.ts';
import { Reference, terraformValue } from './terraform-text.ts';

/** Blocks of one sort, by type and name. */
export type TerraformBlocks = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** A configuration of Terraform, ready to be written as JSON into a file `*.tf.json`. It names no provider: that is the
 * module's which it is put into. */
export interface TerraformJson {
  readonly resource: TerraformBlocks;
  readonly data?: TerraformBlocks;
}

/** A stack for Terraform, with the AWS provider. Names are made of what they name and stay as they are whatever else the
 * stack has.
 * @throws GrantError `too-large`, `not-expressible`, `cyclic-order` */
export function toTerraform(stack: Stack): TerraformJson {
  const { holders, resources } = synthesise(stack);
  const made: Record<Block['of'], Record<string, Record<string, Readonly<Record<string, unknown>>>>> = { resource: {}, data: {} };
  const addresses = new Map<string, readonly string[]>();
  const add = ({ of, type, name, arguments: given }: Block, after: readonly string[]): string => {
    const waits = of === 'data' ? [] : after.flatMap((arn) => addresses.get(arn) ?? []);
    const values = Object.fromEntries(Object.entries(given).map(([argument, value]) => [argument, terraformValue(value)]));
    (made[of][type] ??= {})[name] = waits.length === 0 ? values : { ...values, depends_on: waits };
    return `${type}.${name}`;
  };
  for (const synthesised of holders) {
    const { holder, after } = synthesised;
    const address = add(holderBlock(synthesised), after);
    addresses.set(holder.arn, [address, ...policyBlocks(synthesised, address).map((block) => add(block, []))]);
  }
  for (const { resource, policy, statements, after } of resources) for (const block of terraformPolicy(policyTarget(resource.arn), policy, statements)) add(block, after);
  return { resource: made.resource, ...(Object.keys(made.data).length === 0 ? {} : { data: made.data }) };
}

const nameOf = ({ holder: { name, arn } }: SynthesisedHolder): string => `grants_${plainName('', name, arn)}`;

function holderBlock(synthesised: SynthesisedHolder): Block {
  const { holder: { kind, name, path }, trust } = synthesised;
  return { of: 'resource', type: `aws_iam_${kind}`, name: nameOf(synthesised), arguments: { name, path, ...(trust ? { assume_role_policy: JSON.stringify(trust) } : {}) } };
}

/** Policies, attachments and instance profiles of a role, user or group. */
function policyBlocks(synthesised: SynthesisedHolder, address: string): readonly Block[] {
  const { holder, policies } = synthesised;
  const { kind } = holder;
  const holderName = new Reference(`${address}.name`);
  const blocks: Block[] = policies.flatMap(({ name, kind: form, document }): Block[] => {
    const id = `grants_${plainName('', name, `${holder.arn} ${name}`)}`;
    const policy = JSON.stringify(document);
    if (form === 'inline') return [{ of: 'resource', type: `aws_iam_${kind}_policy`, name: id, arguments: { name, [kind]: holderName, policy } }];
    return [
      { of: 'resource', type: 'aws_iam_policy', name: id, arguments: { name, policy } },
      { of: 'resource', type: `aws_iam_${kind}_policy_attachment`, name: id, arguments: { [kind]: holderName, policy_arn: new Reference(`aws_iam_policy.${id}.arn`) } },
    ];
  });
  const profiles = holder instanceof Role ? holder.instanceProfiles : [];
  return [...blocks, ...profiles.map((name): Block => ({ of: 'resource', type: 'aws_iam_instance_profile', name: `grants_${plainName('', name, `${holder.arn} ${name}`)}`, arguments: { name, role: holderName } }))];
}
