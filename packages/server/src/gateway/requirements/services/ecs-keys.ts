import type { Keys } from '../../../authorization/requirement.ts';
import type { CallView } from '../call-view.ts';

/** Where tasks find machines: AWS's own providers have ARNs like everybody's. */
export function capacityKeys(view: CallView): Keys {
  const named = [...view.texts('capacityProviders'), ...[...view.views('capacityProviderStrategy'), ...view.views('defaultCapacityProviderStrategy')].flatMap((item) => item.optional('capacityProvider') ?? [])];
  const arns = [...new Set(named)].map((name) => (name.startsWith('arn:') ? name : view.arn('ecs', `capacity-provider/${name}`)));
  return { 'ecs:capacity-provider': arns.length > 0 ? arns : undefined };
}

export function networkKeys(view: CallView): Keys {
  const network = view.at(view.record('networkConfiguration'));
  const configuration = network.at(network.record('awsvpcConfiguration'));
  const subnets = configuration.texts('subnets');
  const address = configuration.optional('assignPublicIp');
  return { 'ecs:subnet': subnets.length > 0 ? subnets : undefined, 'ecs:auto-assign-public-ip': address === undefined ? undefined : String(address === 'ENABLED') };
}

/** What a service is set up with. */
export function serviceKeys(view: CallView): Keys {
  const connect = view.at(view.record('serviceConnectConfiguration'));
  const namespace = connect.optional('namespace');
  return {
    'ecs:enable-ebs-volumes': view.has('volumeConfigurations') || view.call.operation === 'CreateService' ? String(view.items('volumeConfigurations').length > 0) : undefined,
    'ecs:enable-ecs-managed-tags': view.optional('enableECSManagedTags') ?? (view.call.operation === 'CreateService' ? 'false' : undefined),
    'ecs:enable-service-connect': connect.optional('enabled'),
    'ecs:enable-vpc-lattice': view.has('vpcLatticeConfigurations') ? String(view.items('vpcLatticeConfigurations').length > 0) : undefined,
    'ecs:namespace': namespace?.startsWith('arn:') ? namespace : undefined,
    'ecs:propagate-tags': view.optional('propagateTags'),
  };
}
