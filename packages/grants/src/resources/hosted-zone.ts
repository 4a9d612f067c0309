import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { OpenResource } from './resource.ts';

/** A hosted zone of Route 53, by its id. */
export class HostedZone extends OpenResource<'route53'> {
  constructor(stack: Stack, hostedZoneId: string) {
    super(stack, stack.arn('route53', `hostedzone/${checkName('hosted zone', hostedZoneId)}`, { region: '', account: '' }), 'route53');
  }

  /** The grantee may delegate subdomains: change NS records, and nothing else.
   * @param delegatedZoneNames only of these names */
  grantDelegation(grantee: Grantee, { delegatedZoneNames }: { readonly delegatedZoneNames?: readonly string[] } = {}) {
    return this.give(grantee, ['route53:ChangeResourceRecordSets'], {
      conditions: {
        'ForAllValues:StringEquals': {
          'route53:ChangeResourceRecordSetsRecordTypes': ['NS'],
          'route53:ChangeResourceRecordSetsActions': ['UPSERT', 'DELETE'],
          ...(delegatedZoneNames === undefined ? {} : { 'route53:ChangeResourceRecordSetsNormalizedRecordNames': delegatedZoneNames.map((name) => name.toLowerCase()) }),
        },
      },
    }).combine(this.give(grantee, ['route53:ListHostedZonesByName'], { arns: ['*'] }));
  }
}
