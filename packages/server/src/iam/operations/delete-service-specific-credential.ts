import type { iam } from '@assent/catalog';
import { getServiceCredential, deleteServiceCredential } from '../../directory/service-credential.ts';
import { writing } from '../../operation/operation.ts';
import { credentialUser, onKeyOwner } from '../key-owner.ts';
import { serviceCredentialKeys } from '../requirement-keys.ts';

export const deleteServiceSpecificCredential = writing<iam.IamOperations['DeleteServiceSpecificCredential']>({
  requires: ({ UserName, ServiceSpecificCredentialId: id }, call) => onKeyOwner('iam:DeleteServiceSpecificCredential', call, UserName, serviceCredentialKeys(call, id)),
  async handle({ UserName, ServiceSpecificCredentialId }, call) {
    const { writer } = call;
    const user = await credentialUser(writer.db, call, UserName);
    await deleteServiceCredential(writer, await getServiceCredential(writer.db, user, ServiceSpecificCredentialId));
  },
});
