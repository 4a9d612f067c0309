import { describe, expect, it } from 'vitest';
import { httpsDocuments } from './https-documents.ts';

describe('documents of identity providers', () => {
  const get = httpsDocuments({ timeout: 500 });

  it.each([
    ['http://login.example.com/', 'unusable'],
    ['https://user:secret@login.example.com/', 'unusable'],
    ['https://169.254.169.254/latest/meta-data', 'unreachable'],
    ['https://[fe80::1]/', 'unreachable'],
    ['https://[::ffff:169.254.169.254]/', 'unreachable'],
    ['https://0.0.0.0/', 'unreachable'],
    ['https://[fd00:ec2::254]/', 'unreachable'],
    ['https://127.0.0.1:1/', 'unreachable'],
  ])('are not asked of %s', async (url, code) => {
    await expect(get(new URL(url), [], new Date(0))).rejects.toMatchObject({ code });
  });
});
