import type { iam } from '@assent/catalog';
import { onAnything, onUser } from '../../authorization/requirement.ts';
import { rootArn } from '../../directory/arn.ts';
import { noSuchAccessKey } from '../../directory/fault.ts';
import { reading } from '../../operation/operation.ts';

/** What was used within 400 days is reported (R21.8). */
const reported = 400 * 24 * 3600_000;

/** Any key of the account (R21.24). */
export const getAccessKeyLastUsed = reading<iam.IamOperations['GetAccessKeyLastUsed']>({
  requires: ({ AccessKeyId }, call) => {
    const key = call.snapshot.find('accessKey', AccessKeyId);
    if (key?.account === call.account && key.user === undefined) return { action: 'iam:GetAccessKeyLastUsed', resource: rootArn(call.partition, call.account) };
    const owner = key?.account === call.account ? call.snapshot.find('user', key.user ?? '') : undefined;
    return owner ? onUser('iam:GetAccessKeyLastUsed', call, owner.name) : onAnything('iam:GetAccessKeyLastUsed');
  },
  async handle({ AccessKeyId }, call) {
    const row = await call.db.selectFrom('access_keys').selectAll().where('id', '=', AccessKeyId).where('account_id', '=', call.account).executeTakeFirst();
    if (!row) throw noSuchAccessKey(AccessKeyId);
    const noted = call.environment.usage.accessKey(row.id);
    const [at, service, region] = noted ? [noted.at, noted.service, noted.region] : [row.last_used_at, row.last_used_service, row.last_used_region];
    const used = at !== null && call.now.getTime() - at <= reported;
    return {
      UserName: row.user_id === null ? call.account : call.snapshot.find('user', row.user_id)?.name,
      AccessKeyLastUsed: {
        LastUsedDate: used ? new Date(at) : undefined,
        ServiceName: used ? (service ?? 'N/A') : 'N/A',
        Region: used ? (region ?? 'N/A') : 'N/A',
      },
    };
  },
});
