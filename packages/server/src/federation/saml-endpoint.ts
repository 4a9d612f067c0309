/** The sign-in endpoints of the partitions, which assertions are addressed to: `signin.` and these, with or without the
 * region in front. */
const signInHosts: ReadonlySet<string> = new Set(['signin.aws.amazon.com', 'signin.amazonaws.cn', 'signin.amazonaws-us-gov.com', 'signin.amazonaws-eusc.eu']);

/** The entity id of AWS as a service provider. */
const serviceProvider = 'urn:amazon:webservices';

/** Whether an address is one that assertions are presented at: `https://[REGION.]signin.aws.amazon.com/saml`, or that of a
 * provider's encrypted assertions, `…/saml/acs/ID`. */
export function isConsumer(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return false;
  const regional = /^[a-z]{2}(?:-[a-z]+)+-\d\.(.+)$/.exec(url.hostname)?.[1];
  return signInHosts.has(regional ?? url.hostname) && /^(\/platform)?\/saml(\/acs\/[\w-]+)?$/.test(url.pathname);
}

/** Whether an assertion for this audience is for us. */
export const isSignInAudience = (audience: string): boolean => audience === serviceProvider || isConsumer(audience);
