/** R11.9: what KMS lets another account do, by what its API reference says of every operation. */
const shared: ReadonlySet<string> = new Set([
  'creategrant',
  'decapsulate',
  'decrypt',
  'derivesharedsecret',
  'describekey',
  'encapsulate',
  'encrypt',
  'generatedatakey',
  'generatedatakeypair',
  'generatedatakeypairwithoutplaintext',
  'generatedatakeywithoutplaintext',
  'generatemac',
  'getkeyrotationstatus',
  'getpublickey',
  'listgrants',
  'reencrypt',
  'reencryptfrom',
  'reencryptto',
  'retiregrant',
  'revokegrant',
  'sign',
  'verify',
  'verifymac',
]);

/** R8.7, R11.9: whether a resource policy can give the action, in lower case, to another account. */
export function isDelegable(action: string, callerArn: string, resource: string): boolean {
  if (resource !== '*' && callerArn.split(':')[1] !== resource.split(':')[1]) return false; // never across partitions
  const [service, name = ''] = action.split(':');
  return service !== 'kms' || shared.has(name);
}
