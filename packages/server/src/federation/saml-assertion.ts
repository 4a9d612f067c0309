import { ApiError } from '../wire/api-error.ts';
import { invalidToken } from './identity-token.ts';
import { isConsumer, isSignInAudience } from './saml-endpoint.ts';
import { attributeOf, childOf, childrenOf, textOf } from './saml-xml.ts';

/** What a signed assertion says, once its conditions have been found to hold. */
export interface SamlAssertion {
  readonly issuer: string;
  readonly subject: string;
  /** `persistent`, `transient`, or the whole format. */
  readonly subjectType: string;
  /** Where it was to be presented. */
  readonly recipient: string;
  /** Epoch milliseconds by which the session must end. */
  readonly sessionEnd: number | undefined;
  /** The values of each attribute by its name. */
  readonly attributes: ReadonlyMap<string, readonly string[]>;
}

/** An assertion is good for five minutes from its making. */
const redeemableFor = 300_000;
const clockSkew = 300_000;
const formatPrefix = 'urn:oasis:names:tc:SAML:2.0:nameid-format:';
const bearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';

/** Checks the time, audience and recipient of an assertion, and reads it.
 * @throws ApiError `InvalidIdentityToken`, `ExpiredTokenException` */
export function readSamlAssertion(assertion: Element, now: Date): SamlAssertion {
  const time = now.getTime();
  const issued = instantOf(attributeOf(assertion, 'IssueInstant'));
  if (issued === undefined || issued > time + clockSkew) throw invalidToken('Your request included an invalid SAML response.');
  if (time > issued + redeemableFor) throw expired('Token must be redeemed within 5 minutes of issuance');
  checkConditions(assertion, time);
  const subject = childOf(assertion, 'assertion', 'Subject');
  const name = childOf(subject, 'assertion', 'NameID');
  if (!subject || textOf(name) === '') throw invalidToken('Your request included an invalid SAML response.');
  const format = attributeOf(name, 'Format') ?? 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified';
  const short = format.startsWith(formatPrefix) ? format.slice(formatPrefix.length) : '';
  const ends = childrenOf(assertion, 'assertion', 'AuthnStatement').flatMap((statement) => instantOf(attributeOf(statement, 'SessionNotOnOrAfter')) ?? []);
  if (ends.some((end) => end <= time)) throw expired('Token must be redeemed before its session ends');
  return {
    issuer: textOf(childOf(assertion, 'assertion', 'Issuer')),
    subject: textOf(name),
    subjectType: short === 'persistent' || short === 'transient' ? short : format,
    recipient: recipientOf(subject, time),
    sessionEnd: ends.length === 0 ? undefined : Math.min(...ends),
    attributes: attributesOf(assertion),
  };
}

const expired = (message: string): ApiError => new ApiError('ExpiredTokenException', message);

function checkConditions(assertion: Element, time: number): void {
  const conditions = childOf(assertion, 'assertion', 'Conditions');
  const [from, until] = [attributeOf(conditions, 'NotBefore'), attributeOf(conditions, 'NotOnOrAfter')];
  if (from !== undefined && (instantOf(from) ?? Infinity) > time + clockSkew) throw invalidToken('The SAML assertion is not yet valid.');
  if (until !== undefined && (instantOf(until) ?? 0) <= time) throw expired('The SAML assertion has expired.');
  const restrictions = conditions ? childrenOf(conditions, 'assertion', 'AudienceRestriction') : [];
  // Each restriction must be met, by any of its audiences.
  const met = restrictions.length > 0 && restrictions.every((restriction) => childrenOf(restriction, 'assertion', 'Audience').some((audience) => isSignInAudience(textOf(audience))));
  if (!met) throw invalidToken('Response does not contain the required audience.');
}

/** The recipient of the first confirmation by bearer that holds. */
function recipientOf(subject: Element, time: number): string {
  for (const confirmation of childrenOf(subject, 'assertion', 'SubjectConfirmation')) {
    const data = attributeOf(confirmation, 'Method') === bearer ? childOf(confirmation, 'assertion', 'SubjectConfirmationData') : undefined;
    const recipient = attributeOf(data, 'Recipient');
    const until = instantOf(attributeOf(data, 'NotOnOrAfter'));
    const from = instantOf(attributeOf(data, 'NotBefore')) ?? 0;
    if (recipient !== undefined && isConsumer(recipient) && until !== undefined && until > time && from <= time + clockSkew) return recipient;
  }
  throw invalidToken('The subject of the SAML assertion is not confirmed for this recipient and time.');
}

function attributesOf(assertion: Element): ReadonlyMap<string, readonly string[]> {
  const attributes = new Map<string, readonly string[]>();
  for (const statement of childrenOf(assertion, 'assertion', 'AttributeStatement')) {
    for (const attribute of childrenOf(statement, 'assertion', 'Attribute')) {
      const name = attributeOf(attribute, 'Name') ?? '';
      attributes.set(name, [...(attributes.get(name) ?? []), ...childrenOf(attribute, 'assertion', 'AttributeValue').map(textOf)]);
    }
  }
  return attributes;
}

/** Times of SAML are in UTC. */
function instantOf(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/.test(text)) return undefined;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? undefined : instant;
}
