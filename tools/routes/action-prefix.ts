import { findService } from '../../packages/catalog/src/service-reference/service-reference.ts';

/** Prefixes that no name of the service in its model leads to, from the Service Authorization Reference. */
const known: Readonly<Record<string, string>> = {
  apigatewaymanagementapi: 'execute-api',
  cloudcontrol: 'cloudformation',
  'iot-data': 'iot',
  'iot-jobs-data': 'iotjobsdata',
  'iotevents-data': 'iotevents',
  iotsecuretunneling: 'iot',
  mturk: 'mechanicalturk',
  'partnercentral-account': 'partnercentral',
  'partnercentral-benefits': 'partnercentral',
  'partnercentral-channel': 'partnercentral',
  'partnercentral-selling': 'partnercentral',
  resourcegroupstaggingapi: 'tag',
};

/** The prefix of a service's IAM actions: of its own names the one whose actions are most like its operations. */
export function actionPrefixOf(service: string, signingName: string, endpointPrefix: string, operations: readonly string[]): string {
  const stated = known[service];
  if (stated !== undefined) return stated;
  const score = (prefix: string): number => {
    const reference = findService(prefix);
    return reference ? operations.filter((name) => reference.hasAction(name)).length : -1;
  };
  const own = [signingName, endpointPrefix, service].reduce((held, prefix) => (score(prefix) > held.hits ? { prefix, hits: score(prefix) } : held), { prefix: '', hits: -1 });
  return own.prefix === '' ? signingName : own.prefix;
}
