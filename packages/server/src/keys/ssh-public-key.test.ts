import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintOf, readSshPublicKey, writeSshPublicKey } from './ssh-public-key.ts';

/** What `ssh-keygen` made, says the fingerprint is, and writes as PKCS #8 and PKCS #1. */
const key =
  'AAAAB3NzaC1yc2EAAAADAQABAAABAQCib9+/1CJCKKZxPmpW1CmVBFRa68vkjxj+6U5KIOi1MEa6t9GLQtMy1HewEvGfPEl4Fg+vL4FG1Tl2zuhAsKfEa2dp7xX6OqH45yLkGYNiWwm0YF2JHmqnBomeIE0U/REqISeh5WhqHAbM1Qdrb7sLNYrqwR7NLmeNkhBQvfA0Z5nWhfe9s5w2EYL9hZH9qDWKWEWN2KMRbtV49v4WXdna4h0T35N4gdHk/8ieL3Ttx3ASEb/BoxikSVkR11etNL9JOalqG2YOq396ykDj30Cs99iIMOUQd9oRHob3seT26eQWTu1LghSdf9/THd9LYVyPWicBF/mXK3l+40sWuxpD';
const pkcs8 = `-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAom/fv9QiQiimcT5qVtQp
lQRUWuvL5I8Y/ulOSiDotTBGurfRi0LTMtR3sBLxnzxJeBYPry+BRtU5ds7oQLCn
xGtnae8V+jqh+Oci5BmDYlsJtGBdiR5qpwaJniBNFP0RKiEnoeVoahwGzNUHa2+7
CzWK6sEezS5njZIQUL3wNGeZ1oX3vbOcNhGC/YWR/ag1ilhFjdijEW7VePb+Fl3Z
2uIdE9+TeIHR5P/Ini907cdwEhG/waMYpElZEddXrTS/STmpahtmDqt/espA499A
rPfYiDDlEHfaER6G97Hk9unkFk7tS4IUnX/f0x3fS2Fcj1onARf5lyt5fuNLFrsa
QwIDAQAB
-----END PUBLIC KEY-----`;
const pkcs1 = `-----BEGIN RSA PUBLIC KEY-----
MIIBCgKCAQEAom/fv9QiQiimcT5qVtQplQRUWuvL5I8Y/ulOSiDotTBGurfRi0LT
MtR3sBLxnzxJeBYPry+BRtU5ds7oQLCnxGtnae8V+jqh+Oci5BmDYlsJtGBdiR5q
pwaJniBNFP0RKiEnoeVoahwGzNUHa2+7CzWK6sEezS5njZIQUL3wNGeZ1oX3vbOc
NhGC/YWR/ag1ilhFjdijEW7VePb+Fl3Z2uIdE9+TeIHR5P/Ini907cdwEhG/waMY
pElZEddXrTS/STmpahtmDqt/espA499ArPfYiDDlEHfaER6G97Hk9unkFk7tS4IU
nX/f0x3fS2Fcj1onARf5lyt5fuNLFrsaQwIDAQAB
-----END RSA PUBLIC KEY-----`;
const small = 'AAAAB3NzaC1yc2EAAAADAQABAAAAgQC9wrp4m2Ir2/zhCjxQxiqpLZ9LexQZxTUnvC9KN9nLmwk4hLapXgUnFi6Riyvk3spCafS656p6uuKKIqb4indWcYa/B1Xw/apuYQ40e9w0JTX7hG0bhwi6wWGwdffFA8MaKb1JlJKAb/HctJHF863vKch4Z7K9DQT3RAkwqV9UmQ==';
const blob = Buffer.from(key, 'base64');

describe('an SSH public key', () => {
  it.each([
    ['in SSH form', `ssh-rsa ${key}`],
    ['with a comment', `ssh-rsa ${key} me@example with words`],
    ['with white space around', `\n ssh-rsa\t${key}\n`],
    ['as PKCS #8', pkcs8],
    ['as PKCS #1', pkcs1],
  ])('is read %s', (_how, text) => {
    expect(readSshPublicKey(text)).toEqual({ key });
  });

  it('has the fingerprint that ssh-keygen shows, and is written in both forms', () => {
    expect(fingerprintOf(key)).toBe('d6:7e:6e:17:37:d0:cc:d2:ec:63:ba:ae:36:d0:9c:4e');
    expect(writeSshPublicKey(key, 'SSH')).toBe(`ssh-rsa ${key}`);
    expect(writeSshPublicKey(key, 'PEM')).toBe(pkcs8);
  });

  it.each([
    ['is of another algorithm', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKul95OSbLDDpCGulCPK9QxJFu3kqt8+J2aqb/3vXmHf root@vm', 'key'],
    ['is too short', `ssh-rsa ${small}`, 'key'],
    ['is cut', `ssh-rsa ${blob.subarray(0, -1).toString('base64')}`, 'key'],
    ['goes on', `ssh-rsa ${Buffer.concat([blob, Buffer.alloc(1)]).toString('base64')}`, 'key'],
    ['is empty', 'ssh-rsa ', 'key'],
    ['claims another algorithm inside', `ssh-rsa ${Buffer.from(blob.toString('latin1').replace('ssh-rsa', 'ssh-dss'), 'latin1').toString('base64')}`, 'key'],
    ['is not base64', `ssh-rsa ${key.replace('A', '*')}`, 'key'],
    ['is broken PEM', pkcs8.replace('MIIB', 'AAAA'), 'key'],
    ['is private', generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 'key'],
    ['is of an elliptic curve', generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'pem' }).toString(), 'key'],
    ['is in no known form', `${key}`, 'encoding'],
    ['is nothing', ' ', 'encoding'],
  ])('is refused where it %s', (_why, text, fault) => {
    expect(readSshPublicKey(text)).toBe(fault);
  });

  it('of any bytes is read or refused, and never thrown over', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(blob.length - 1), (bytes, at) => {
        const changed = Buffer.from(blob);
        changed.set(bytes.subarray(0, blob.length - at), at);
        for (const text of [Buffer.from(bytes), changed].map((each) => `ssh-rsa ${each.toString('base64')}`)) {
          const read = readSshPublicKey(text);
          if (typeof read === 'object') expect(`ssh-rsa ${read.key}`).toBe(text);
        }
      }),
    );
  });
});
