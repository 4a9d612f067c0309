import { checkAcceptance, compilePolicy, parsePolicy } from '@assent/policy';
import type { CompiledPolicy, PolicyType } from '@assent/policy';
import { invalidInput } from './context-entry.ts';

/** Compiles a policy that a simulation was given.
 * @param name what the policy is called in the answer: `PolicyInputList.1`
 * @throws ApiError `InvalidInput` */
export function compileInput(text: string, type: PolicyType, name: string): CompiledPolicy {
  const refusal = type === 'resource' ? undefined : checkAcceptance(text, 'inline');
  if (refusal) throw invalidInput(`${name}: ${refusal.message}`);
  const { document, faults } = parsePolicy(text, { type });
  if (!document) throw invalidInput(`${name}: ${faults[0]?.message ?? 'it is not a policy'}`);
  return compilePolicy(document, { type, name });
}

export const compileInputs = (texts: readonly string[] | undefined, name: string): readonly CompiledPolicy[] => (texts ?? []).map((text, index) => compileInput(text, 'identity', `${name}.${index + 1}`));
