import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { OpenResource } from './resource.ts';

/** A vault of AWS Backup. */
export class BackupVault extends OpenResource<'backup'> {
  constructor(stack: Stack, backupVaultName: string) {
    super(stack, stack.arn('backup', `backup-vault:${checkName('vault', backupVaultName)}`), 'backup', { selfArns: ['*'] });
  }
}
