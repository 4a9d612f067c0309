import type { sts } from '@assent/catalog';
import { onAnything, requestTags } from '../../authorization/requirement.ts';
import { validation } from '../../directory/fault.ts';
import { findIssuer } from '../../federation/issuer.ts';
import { currentIssuerKey } from '../../federation/issuer-key.ts';
import { issueToken } from '../../federation/issued-token.ts';
import { reading } from '../../operation/operation.ts';
import { ApiError } from '../../wire/api-error.ts';
import { sessionTags } from '../session-tags.ts';

const defaultDuration = 300;

/** A token that other systems can verify by themselves (R9.14). */
export const getWebIdentityToken = reading<sts.StsOperations['GetWebIdentityToken']>({
  requires: ({ Audience, SigningAlgorithm, DurationSeconds, Tags }) => {
    const keys = {
      ...requestTags(Tags),
      'sts:IdentityTokenAudience': Audience,
      'sts:SigningAlgorithm': SigningAlgorithm,
      'sts:DurationSeconds': String(DurationSeconds ?? defaultDuration),
    };
    return [onAnything('sts:GetWebIdentityToken', keys), ...(Tags && Tags.length > 0 ? [onAnything('sts:TagGetWebIdentityToken', keys)] : [])];
  },
  async handle(input, call) {
    const { SigningAlgorithm, Audience, DurationSeconds = defaultDuration } = input;
    if (SigningAlgorithm !== 'RS256' && SigningAlgorithm !== 'ES384') throw validation(`The signing algorithm ${SigningAlgorithm} is not supported: choose RS256 or ES384.`);
    const { tags } = sessionTags({ Tags: input.Tags }, undefined);
    const [issuer, key] = [await findIssuer(call.db, call.account), await currentIssuerKey(call.db, SigningAlgorithm)];
    if (!issuer || !key) throw new ApiError('OutboundWebIdentityFederationDisabledException', 'Outbound web identity federation is not enabled for this account.');
    const expiresAt = (Math.floor(call.now.getTime() / 1000) + DurationSeconds) * 1000;
    const sessionEnd = call.caller.session?.expiresAt;
    if (sessionEnd !== undefined && expiresAt > sessionEnd) throw new ApiError('SessionDurationEscalationException', 'The token would outlive the session that it is asked for with.');
    return { WebIdentityToken: await issueToken(call, { issuer, key, audience: Audience, tags, expiresAt }), Expiration: new Date(expiresAt) };
  },
});
