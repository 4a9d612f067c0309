import type { iam } from '@assent/catalog';
import { settableStatus } from '../../directory/credential-status.ts';
import { getServiceCredential, setServiceCredentialStatus } from '../../directory/service-credential.ts';
import { writing } from '../../operation/operation.ts';
import { credentialUser, onKeyOwner } from '../key-owner.ts';
import { serviceCredentialKeys } from '../requirement-keys.ts';

export const updateServiceSpecificCredential = writing<iam.IamOperations['UpdateServiceSpecificCredential']>({
  requires: ({ UserName, ServiceSpecificCredentialId: id }, call) => onKeyOwner('iam:UpdateServiceSpecificCredential', call, UserName, serviceCredentialKeys(call, id)),
  async handle({ UserName, ServiceSpecificCredentialId, Status }, call) {
    const { writer } = call;
    const status = settableStatus(Status);
    const user = await credentialUser(writer.db, call, UserName);
    await setServiceCredentialStatus(writer, await getServiceCredential(writer.db, user, ServiceSpecificCredentialId), status);
  },
});
