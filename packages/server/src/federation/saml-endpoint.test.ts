import { describe, expect, it } from 'vitest';
import { isConsumer, isSignInAudience } from './saml-endpoint.ts';

describe('where assertions are presented', () => {
  it.each([
    'https://signin.aws.amazon.com/saml',
    'https://us-east-1.signin.aws.amazon.com/saml',
    'https://us-gov-west-1.signin.amazonaws-us-gov.com/saml',
    'https://signin.amazonaws.cn/saml',
    'https://eu-west-1.signin.aws.amazon.com/platform/saml/acs/SAMLSP123ABC',
    'https://signin.aws.amazon.com/saml/acs/SAMLSP123ABC',
  ])('is %s', (address) => {
    expect([isConsumer(address), isSignInAudience(address)]).toEqual([true, true]);
  });

  it.each([
    'http://signin.aws.amazon.com/saml',
    'https://signin.aws.amazon.com:8443/saml',
    'https://signin.aws.amazon.com.example.com/saml',
    'https://evil.signin.aws.amazon.com/saml',
    'https://example.com/https://signin.aws.amazon.com/saml',
    'https://user@signin.aws.amazon.com/saml',
    'https://signin.aws.amazon.com/saml?x=1',
    'https://signin.aws.amazon.com/samlx',
    'signin.aws.amazon.com/saml',
    'urn:amazon:webservices',
    '',
  ])('is not %j', (address) => {
    expect(isConsumer(address)).toBe(false);
  });

  it('is for AWS as a service provider, too', () => {
    expect(isSignInAudience('urn:amazon:webservices')).toBe(true);
    expect(isSignInAudience('urn:amazon:webservices:other')).toBe(false);
  });
});
