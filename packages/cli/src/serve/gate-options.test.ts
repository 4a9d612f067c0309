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

  it.each([
    [['--upstream', 'http://a'], '--upstream must be SERVICE=URL'],
    [['--upstream', 's3=ftp://a'], 'an upstream must be an http or https address without a path'],
    [['--upstream', 's3=http://a/path'], 'without a path'],
    [['--enforce', 'maybe'], '--enforce must be on, audit or off'],
    [['--enforce', 's3=ON'], '--enforce must be on, audit or off'],
  ])('%j are refused', (args, message) => expect(() => gate(...args)).toThrow(message));

  it.each([
    ['{"a', 'is not JSON'],
    [[], 'the configuration must be an object'],
    [{ upstream: {} }, 'the configuration has no member `upstream`'],
    [{ upstreams: { s3: { url: 'http://a', secret: 'x' } } }, 'upstreams.s3 has no member `secret`'],
    [{ upstreams: { s3: { url: 'http://a', sign: { accessKeyId: 'x' } } } }, 'upstreams.s3.sign.secretAccessKey must be a text'],
    [{ enforce: { s3: true } }, 'enforce.s3 must be on, audit or off'],
    [{ audit: { file: 'x', files: 1 } }, 'audit.files must be a whole number from 2 on'],
  ])('the file %j is refused', (content, message) => expect(() => gate('--config', fileOf(content))).toThrow(message));
});
