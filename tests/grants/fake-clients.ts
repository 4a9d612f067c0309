import type { ResourceClients } from '@assent/grants';

/** The calls of services whose SDK is no dependency of ours, over a map of policies by service and name. */
export function fakeClients(policies: Map<string, string>): Required<Pick<ResourceClients, 'efs' | 'openSearch' | 'backup'>> {
  const read = (key: string, absent: string): string => {
    const text = policies.get(key);
    if (text === undefined) throw Object.assign(new Error('there is none'), { name: absent });
    return text;
  };
  return {
    efs: {
      describeFileSystemPolicy: async ({ FileSystemId }) => ({ Policy: read(`efs ${FileSystemId}`, 'PolicyNotFound') }),
      putFileSystemPolicy: async ({ FileSystemId, Policy }) => policies.set(`efs ${FileSystemId}`, Policy),
      deleteFileSystemPolicy: async ({ FileSystemId }) => policies.delete(`efs ${FileSystemId}`),
    },
    openSearch: {
      describeDomainConfig: async ({ DomainName }) => ({ DomainConfig: { AccessPolicies: { Options: policies.get(`es ${DomainName}`) } } }),
      updateDomainConfig: async ({ DomainName, AccessPolicies }) => (AccessPolicies === '' ? policies.delete(`es ${DomainName}`) : policies.set(`es ${DomainName}`, AccessPolicies)),
    },
    backup: {
      getBackupVaultAccessPolicy: async ({ BackupVaultName }) => ({ Policy: read(`backup ${BackupVaultName}`, 'ResourceNotFoundException') }),
      putBackupVaultAccessPolicy: async ({ BackupVaultName, Policy }) => policies.set(`backup ${BackupVaultName}`, Policy),
      deleteBackupVaultAccessPolicy: async ({ BackupVaultName }) => policies.delete(`backup ${BackupVaultName}`),
    },
  };
}
