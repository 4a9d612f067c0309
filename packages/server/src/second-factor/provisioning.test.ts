import jsQR from 'jsqr';
import { crc32, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { provisioningUri, qrCodePng } from './provisioning.ts';

/** Reads a PNG of one bit a pixel, strictly: every chunk's sum, and nothing behind the end. */
function readPng(png: Buffer): { readonly size: number; readonly pixels: Uint8ClampedArray } {
  expect([...png.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunks = new Map<string, Buffer>();
  let at = 8;
  while (at < png.length) {
    const length = png.readUInt32BE(at);
    const body = png.subarray(at + 4, at + 8 + length);
    expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(body));
    chunks.set(body.subarray(0, 4).toString('latin1'), body.subarray(4));
    at += length + 12;
  }
  expect([...chunks.keys()]).toEqual(['IHDR', 'IDAT', 'IEND']);
  const header = chunks.get('IHDR') ?? Buffer.alloc(0);
  const size = header.readUInt32BE(0);
  expect(header.readUInt32BE(4)).toBe(size);
  expect([...header.subarray(8)]).toEqual([1, 0, 0, 0, 0]);
  const lines = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0));
  const width = Math.ceil(size / 8) + 1;
  expect(lines).toHaveLength(width * size);
  const pixels = new Uint8ClampedArray(size * size * 4).fill(255);
  for (let y = 0; y < size; y++) {
    expect(lines[y * width]).toBe(0);
    for (let x = 0; x < size; x++) {
      const white = ((lines[y * width + 1 + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1;
      pixels.fill(white * 255, (y * size + x) * 4, (y * size + x) * 4 + 3);
    }
  }
  return { size, pixels };
}

describe('the picture of a device', () => {
  it.each([
    ['a short name', 'me', '123456789012'],
    ['a name with everything that may be in one', 'a.b+c=d,e@f-g_h', 'an-alias'],
    ['the longest name', 'n'.repeat(128), 'a'.repeat(63)],
  ])('of %s is a PNG that a reader of QR codes reads', (_what, name, account) => {
    const uri = provisioningUri(name, account, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.repeat(2));
    const { size, pixels } = readPng(qrCodePng(uri));
    expect(jsQR.default(pixels, size, size)?.data).toBe(uri);
    expect(uri.startsWith('otpauth://totp/')).toBe(true);
  });
});
