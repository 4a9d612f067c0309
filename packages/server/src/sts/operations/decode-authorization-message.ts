import type { sts } from '@assent/catalog';
import { decodeAuthorizationMessage as decode } from '../../authorization/authorization-message.ts';
import { onAnything } from '../../authorization/requirement.ts';
import { reading } from '../../operation/operation.ts';

/** Messages are for the account of the principal that was denied (R12.8). */
export const decodeAuthorizationMessage = reading<sts.StsOperations['DecodeAuthorizationMessage']>({
  requires: () => onAnything('sts:DecodeAuthorizationMessage'),
  handle: ({ EncodedMessage }, { environment, account }) => ({ DecodedMessage: decode(environment.vault, EncodedMessage, account) }),
});
