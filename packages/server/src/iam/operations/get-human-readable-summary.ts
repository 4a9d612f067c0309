import type { iam } from '@assent/catalog';
import { noSuchDelegationRequest } from '../../directory/delegation-request.ts';
import { reading } from '../../operation/operation.ts';

/** Summaries are made of delegation requests alone. */
export const getHumanReadableSummary = reading<iam.IamOperations['GetHumanReadableSummary']>({
  requires: ({ EntityArn }) => ({ action: 'iam:GetHumanReadableSummary', resource: EntityArn }),
  handle({ EntityArn }) {
    throw noSuchDelegationRequest(EntityArn);
  },
});
