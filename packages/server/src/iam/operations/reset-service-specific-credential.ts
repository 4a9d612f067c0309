import type { iam } from '@assent/catalog';
import { getServiceCredential, resetServiceCredential } from '../../directory/service-credential.ts';
import { writing } from '../../operation/operation.ts';
import { newServiceCredential } from '../answers/credential-answer.ts';
import { credentialUser, onKeyOwner } from '../key-owner.ts';
import { serviceCredentialKeys } from '../requirement-keys.ts';

export const resetServiceSpecificCredential = writing<iam.IamOperations['ResetServiceSpecificCredential']>({
  requires: ({ UserName, ServiceSpecificCredentialId: id }, call) => onKeyOwner('iam:ResetServiceSpecificCredential', call, UserName, serviceCredentialKeys(call, id)),
  async handle({ UserName, ServiceSpecificCredentialId }, call) {
    const { writer, environment, now } = call;
    const user = await credentialUser(writer.db, call, UserName);
    const row = await getServiceCredential(writer.db, user, ServiceSpecificCredentialId);
    return { ServiceSpecificCredential: newServiceCredential(await resetServiceCredential(writer, row, environment.random), user.name, now) };
  },
});
