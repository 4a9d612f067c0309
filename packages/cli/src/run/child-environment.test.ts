import { describe, expect, it } from 'vitest';
import { childEnvironment } from './child-environment.ts';
import type { ChildSettings } from './child-environment.ts';

const settings: ChildSettings = { endpoint: 'http://127.0.0.1:4600', region: 'eu-west-1', configFile: '/tmp/config', credentials: { kind: 'container', url: 'http://127.0.0.1:1/v2/credentials/x', token: 't' }, injected: {} };

const given = {
  AWS_ENDPOINT_URL: 'http://127.0.0.1:4600',
  AWS_REGION: 'eu-west-1',
  AWS_DEFAULT_REGION: 'eu-west-1',
  AWS_CONFIG_FILE: '/tmp/config',
  AWS_SHARED_CREDENTIALS_FILE: '/tmp/config',
  AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1:1/v2/credentials/x',
  AWS_CONTAINER_AUTHORIZATION_TOKEN: 't',
  AWS_EC2_METADATA_DISABLED: 'true',
};

describe('the environment of the program', () => {
  it('is the one of this command, with the gate and the credentials', () => {
    expect(childEnvironment({ PATH: '/bin', HOME: '/root', AWS_PAGER: '', EMPTY: undefined }, settings)).toEqual({ PATH: '/bin', HOME: '/root', AWS_PAGER: '', ...given });
  });

  it('has nothing that would go before them, or lead past the gate, or is for this command', () => {
    const before = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_PROFILE', 'AWS_DEFAULT_PROFILE', 'AWS_ROLE_ARN', 'AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI', 'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE', 'AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE'];
    const past = ['AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL_DYNAMODB', 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'];
    const own = ['ASSENT_ADMIN_TOKEN', 'ASSENT_MASTER_KEY', 'ASSENT_ROOT_SECRET_ACCESS_KEY', 'assent_admin_token'];
    expect(childEnvironment(Object.fromEntries([...before, ...past, ...own].map((name) => [name, 'x'])), settings)).toEqual(given);
  });

  it('names the metadata service, of version 2 alone, where the program is on an instance', () => {
    const environment = childEnvironment({ AWS_EC2_METADATA_DISABLED: 'true' }, { ...settings, credentials: { kind: 'metadata', url: 'http://127.0.0.1:2' } });
    expect(environment).toMatchObject({ AWS_EC2_METADATA_SERVICE_ENDPOINT: 'http://127.0.0.1:2', AWS_EC2_METADATA_V1_DISABLED: 'true' });
    expect(Object.keys(environment).filter((name) => name.startsWith('AWS_CONTAINER_') || name === 'AWS_EC2_METADATA_DISABLED')).toEqual([]);
  });

  it('has what is injected', () => {
    expect(childEnvironment({ DB: 'old' }, { ...settings, injected: { DB: 'secret' } })).toEqual({ ...given, DB: 'secret' });
  });

  it('asks no proxy for what is on this machine', () => {
    expect(childEnvironment({ https_proxy: 'http://proxy:8080', NO_PROXY: 'example.com' }, settings)).toMatchObject({ NO_PROXY: 'example.com,127.0.0.1', no_proxy: 'example.com,127.0.0.1' });
  });
});
