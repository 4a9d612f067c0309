import type { EffectiveObject, EffectiveValue } from './effective-policy.ts';
import type { ManagementPolicyType } from './management-policy.ts';

/** Why an effective policy does not hold, though every policy it was made from does. */
export interface EffectivePolicyFault {
  readonly code: 'ELEMENTS_TOO_MANY' | 'ELEMENT_MISSING' | 'POLICY_TOO_LARGE';
  readonly message: string;
  /** Names from the top, with slashes between; empty for the whole. */
  readonly path: string;
}

/** What the parts of an effective policy must have; `*` stands for any name. */
interface PartRule {
  readonly at: readonly string[];
  readonly most?: number;
  readonly required?: readonly string[];
}

const rules: Partial<Readonly<Record<ManagementPolicyType, readonly PartRule[]>>> = {
  BACKUP_POLICY: [
    { at: ['plans', '*'], required: ['rules', 'regions', 'selections'] },
    { at: ['plans', '*', 'rules'], most: 10 },
    { at: ['plans', '*', 'rules', '*'], required: ['target_backup_vault_name'] },
  ],
  BEDROCK_POLICY: [{ at: ['bedrock', 'guardrail_inference', '*', '*'], required: ['identifier'] }],
};

/** Checks what inheritance has put together: merged policies can lack what each service needs, or have too much of it. */
export function checkEffectivePolicy(type: ManagementPolicyType, content: EffectiveObject, sizeLimit: number): readonly EffectivePolicyFault[] {
  const faults: EffectivePolicyFault[] = [];
  const size = JSON.stringify(content).length;
  if (size > sizeLimit) faults.push({ code: 'POLICY_TOO_LARGE', message: `The effective policy has ${size} characters, more than the allowed maximum of ${sizeLimit}`, path: '' });
  for (const rule of rules[type] ?? []) {
    for (const { path, part } of partsAt(content, rule.at, [])) {
      const count = Object.keys(part).length;
      if (rule.most !== undefined && count > rule.most) faults.push({ code: 'ELEMENTS_TOO_MANY', message: `'${path.at(-1)}' exceeds the allowed maximum limit ${rule.most}`, path: path.join('/') });
      for (const name of rule.required ?? []) {
        if (!Object.hasOwn(part, name)) faults.push({ code: 'ELEMENT_MISSING', message: `'${name}' is missing`, path: path.join('/') });
      }
    }
  }
  return faults;
}

const isPart = (value: EffectiveValue | undefined): value is EffectiveObject => typeof value === 'object' && !Array.isArray(value);

function partsAt(part: EffectiveObject, [name, ...rest]: readonly string[], path: readonly string[]): readonly { readonly path: readonly string[]; readonly part: EffectiveObject }[] {
  if (name === undefined) return [{ path, part }];
  const names = name === '*' ? Object.keys(part) : [name];
  return names.flatMap((each) => {
    const held = Object.hasOwn(part, each) ? part[each] : undefined;
    return isPart(held) ? partsAt(held, rest, [...path, each]) : [];
  });
}
