import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readServeOptions } from './serve-options.ts';

const folder = mkdtempSync(join(tmpdir(), 'assent-gate-'));
afterAll(() => rmSync(folder, { recursive: true }));
const fileOf = (content: unknown): string => {
  const file = join(folder, 'config.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};
const gate = (...args: string[]) => readServeOptions(args, {}).gate;

describe('the options of the gate', () => {
  it('are read from flags, from the environment, and from a file, which flags go before', () => {
    expect(gate('--upstream', 's3=http://127.0.0.1:9000', '--upstream', '*=https://x.example.com', '--enforce', 'audit', '--enforce', 's3=on', '--audit', '-')).toEqual({
      upstreams: { s3: { url: 'http://127.0.0.1:9000/' }, '*': { url: 'https://x.example.com/' } },
      enforce: { '*': 'audit', s3: 'on' },
      audit: { file: '-' },
    });
    expect(readServeOptions([], { ASSENT_UPSTREAM: 's3=http://a,*=http://b', ASSENT_ENFORCE: 'off' }).gate).toEqual({ upstreams: { s3: { url: 'http://a/' }, '*': { url: 'http://b/' } }, enforce: { '*': 'off' } });
    const sign = { region: 'eu-west-1', accessKeyId: 'id', secretAccessKey: 'secret' };
    const config = fileOf({ upstreams: { s3: 'http://a', sqs: { url: 'http://b', sign } }, enforce: { '*': 'audit' }, audit: { file: 'a.jsonl', files: 3 } });
    expect(gate('--config', config, '--enforce', 'sqs=off', '--upstream', 's3=http://c', '--audit', 'b.jsonl')).toEqual({
      upstreams: { s3: { url: 'http://c/' }, sqs: { url: 'http://b/', sign } },
      enforce: { '*': 'audit', sqs: 'off' },
      audit: { file: 'b.jsonl', files: 3 },
    });
  });

  it('say what is read from which upstream at the start', () => {
    const url = 'http://a/';
    const [s3, all] = [['--upstream', `s3=${url}`], ['--upstream', `*=${url}`]] as const;
    expect(gate(...s3, ...all, '--read-upstream', 's3').upstreams).toEqual({ s3: { url, read: {} }, '*': { url } });
    expect(gate(...all, '--read-upstream', 'sqs', '--read-upstream', 'kms').upstreams).toEqual({ '*': { url, read: { services: ['sqs', 'kms'] } } });
    expect(gate(...s3, ...all, '--read-upstream', '*').upstreams).toEqual({ s3: { url }, '*': { url, read: {} } });
    expect(gate(...all, '--read-upstream', 'sqs', '--read-upstream', '*').upstreams).toEqual({ '*': { url, read: {} } });
    expect(readServeOptions([...all], { ASSENT_READ_UPSTREAM: 'sqs,sns' }).gate.upstreams).toEqual({ '*': { url, read: { services: ['sqs', 'sns'] } } });
    const read = { regions: ['eu-west-1', 'us-gov-west-1'], services: ['sqs'], timeout: 100, limit: 1000 };
    const config = fileOf({ upstreams: { s3: { url, read: true, account: 'caller' }, kms: { url, read: false }, '*': { url, read, account: '123456789012' } } });
    const configured = { s3: { url, read: {}, account: 'caller' }, kms: { url }, '*': { url, read, account: '123456789012' } };
    expect(gate('--config', config).upstreams).toEqual(configured);
    expect(gate('--config', config, '--read-upstream', 'sns').upstreams).toEqual({ ...configured, '*': { ...configured['*'], read: { ...read, services: ['sqs', 'sns'] } } });
  });

  it.each([
    [['--upstream', 'http://a'], '--upstream must be SERVICE=URL'],
    [['--upstream', 's3=ftp://a'], 'an upstream must be an http or https address without a path'],
    [['--upstream', 's3=http://a/path'], 'without a path'],
    [['--enforce', 'maybe'], '--enforce must be on, audit or off'],
    [['--upstream', 'sqs=http://a', '--read-upstream', 's3'], '--read-upstream s3 has no upstream to read from: name it with --upstream'],
    [['--upstream', '*=http://a', '--read-upstream', 'ec2'], "--read-upstream must be '*' or one of dynamodb, "],
    [['--enforce', 's3=ON'], '--enforce must be on, audit or off'],
  ])('%j are refused', (args, message) => expect(() => gate(...args)).toThrow(message));

  it.each([
    ['{"a', 'is not JSON'],
    [[], 'the configuration must be an object'],
    [{ upstream: {} }, 'the configuration has no member `upstream`'],
    [{ upstreams: { s3: { url: 'http://a', secret: 'x' } } }, 'upstreams.s3 has no member `secret`'],
    [{ upstreams: { s3: { url: 'http://a', sign: { accessKeyId: 'x' } } } }, 'upstreams.s3.sign.secretAccessKey must be a text'],
    [{ upstreams: { s3: { url: 'http://a', account: 'me' } } }, 'upstreams.s3.account must be 12 digits, or caller'],
    [{ upstreams: { s3: { url: 'http://a', read: 'yes' } } }, 'upstreams.s3.read must be an object'],
    [{ upstreams: { s3: { url: 'http://a', read: { account: '1' } } } }, 'upstreams.s3.read has no member `account`'],
    [{ upstreams: { s3: { url: 'http://a', read: { services: ['s3', 'ec2'] } } } }, 'upstreams.s3.read.services must be a list of some of dynamodb'],
    [{ upstreams: { s3: { url: 'http://a', read: { regions: [] } } } }, 'upstreams.s3.read.regions must be a list of names of regions'],
    [{ upstreams: { s3: { url: 'http://a', read: { timeout: 0 } } } }, 'upstreams.s3.read.timeout must be milliseconds, a whole number from 1 on'],
    [{ enforce: { s3: true } }, 'enforce.s3 must be on, audit or off'],
    [{ audit: { file: 'x', files: 1 } }, 'audit.files must be a whole number from 2 on'],
  ])('the file %j is refused', (content, message) => expect(() => gate('--config', fileOf(content))).toThrow(message));
});
