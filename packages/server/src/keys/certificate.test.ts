import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brokenLink, isValidAt, readCertificate, readChain, readPrivateKey } from './certificate.ts';
import { pemBlocks } from './pem.ts';

const pem = (name: string): string => readFileSync(join(import.meta.dirname, '../../../../tests/protocol/certificates', name), 'utf8');
const [leaf, intermediate, root] = [pem('leaf.pem'), pem('intermediate.pem'), pem('root.pem')];

describe('PEM', () => {
  it('is blocks with white space between, and nothing else', () => {
    expect(pemBlocks(`\n${leaf}\r\n \t${root}\n`, 'CERTIFICATE')).toEqual([leaf.trim(), root.trim()]);
    expect(pemBlocks('', 'CERTIFICATE')).toEqual([]);
    for (const wrong of [`words\n${leaf}`, `${leaf}words`, `${leaf}words${root}`, leaf.slice(0, -5), '-----BEGIN CERTIFICATE-----']) expect(pemBlocks(wrong, 'CERTIFICATE')).toBeUndefined();
  });

  it('of a megabyte of markers is read in no time', () => {
    const markers = '-----BEGIN CERTIFICATE-----\n'.repeat(40_000);
    const started = performance.now();
    expect(readChain(markers)).toBeUndefined();
    expect(readChain(`${'-----BEGIN CERTIFICATE----------END CERTIFICATE-----'.repeat(20_000)}`)).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('a certificate', () => {
  it('is read alone, and valid from its first day to its last', () => {
    const certificate = readCertificate(leaf);
    if (!certificate) throw new Error('it is a certificate');
    expect(['2019-12-31T23:59:59Z', '2020-01-01T00:00:00Z', '2119-01-01T00:00:00Z', '2119-01-01T00:00:01Z'].map((time) => isValidAt(certificate, new Date(time)))).toEqual([false, true, true, false]);
    expect(readCertificate(leaf + root)).toBeUndefined();
  });

  it('that was changed anywhere is read or refused, and never thrown over', () => {
    const certificate = readCertificate(leaf);
    const issuers = readChain(root);
    if (!certificate || !issuers) throw new Error('they are certificates');
    const der = certificate.raw;
    const key = readPrivateKey(pem('leaf.key'));
    if (!key) throw new Error('it is a key');
    fc.assert(
      fc.property(fc.nat(der.length - 1), fc.nat(255), (at, byte) => {
        const changed = Buffer.from(der);
        changed[at] = byte;
        const text = `-----BEGIN CERTIFICATE-----\n${changed.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----`;
        const read = readCertificate(text);
        if (!read) return;
        expect([true, false]).toContain(read.checkPrivateKey(key));
        brokenLink(read, issuers);
        brokenLink(certificate, [read]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a chain', () => {
  const certificate = () => {
    const read = readCertificate(leaf);
    if (!read) throw new Error('it is a certificate');
    return read;
  };
  const link = (...names: readonly string[]) => brokenLink(certificate(), readChain(names.map(pem).join('')) ?? []);

  it('holds where each signed the one before, and tells where it does not', () => {
    expect(link('intermediate.pem')).toBeUndefined();
    expect(link('intermediate.pem', 'root.pem')).toBeUndefined();
    expect(link('root.pem')).toBe(0);
    expect(link('intermediate.pem', 'other.pem')).toBe(1);
    expect(link('intermediate.pem', 'root.pem', 'other.pem')).toBe(2);
  });

  it('is neither empty nor endless', () => {
    expect(readChain('')).toBeUndefined();
    expect(readChain(intermediate.repeat(32))).toHaveLength(32);
    expect(readChain(intermediate.repeat(33))).toBeUndefined();
  });
});

describe('a private key', () => {
  it('is read where it is not encrypted', () => {
    expect(readPrivateKey(pem('leaf.key'))?.type).toBe('private');
    const encrypted = generateKeyPairSync('ec', { namedCurve: 'P-256', privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
    for (const wrong of [encrypted.privateKey, encrypted.publicKey, leaf, 'words', '']) expect(readPrivateKey(wrong)).toBeUndefined();
  });
});
