import { accountQuotas } from '@assent/server';
import type { AccountQuotas } from '@assent/server';
import { UsageError } from '../command.ts';

const names = Object.keys(accountQuotas) as readonly (keyof AccountQuotas)[];

/** Reads `UsersPerAccount=10000,RolesPerAccount=2000`.
 * @throws UsageError */
export function readQuotas(text: string | undefined): Partial<AccountQuotas> {
  const quotas: Partial<Record<keyof AccountQuotas, number>> = {};
  for (const part of (text ?? '').split(',').filter((each) => each !== '')) {
    const [, name, value] = /^(\w+)=(\d{1,9})$/.exec(part) ?? [];
    const known = names.find((each) => each === name);
    if (known === undefined) throw new UsageError(`--quotas must be ${names.join('=N, ')}=N with commas between, and has \`${part}\``);
    quotas[known] = Number(value);
  }
  return quotas;
}
