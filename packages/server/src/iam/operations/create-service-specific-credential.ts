import type { iam } from '@assent/catalog';
import { onUser } from '../../authorization/requirement.ts';
import { insertServiceCredential } from '../../directory/service-credential.ts';
import { getUserRow } from '../../directory/user.ts';
import { writing } from '../../operation/operation.ts';
import { newServiceCredential } from '../answers/credential-answer.ts';

export const createServiceSpecificCredential = writing<iam.IamOperations['CreateServiceSpecificCredential']>({
  requires: ({ UserName, ServiceName, CredentialAgeDays }, call) =>
    onUser('iam:CreateServiceSpecificCredential', call, UserName, {
      'iam:ServiceSpecificCredentialServiceName': ServiceName,
      'iam:ServiceSpecificCredentialAgeDays': CredentialAgeDays === undefined ? undefined : String(CredentialAgeDays),
    }),
  async handle({ UserName, ServiceName, CredentialAgeDays }, { writer, account, environment, now }) {
    const user = await getUserRow(writer.db, account, UserName);
    const made = await insertServiceCredential(writer, user, ServiceName, CredentialAgeDays, environment.random, now);
    return { ServiceSpecificCredential: newServiceCredential(made, user.name, now) };
  },
});
