import { describe, expect, it } from 'vitest';
import { loadSamlLibraries, parseXml, samlLibraries, XmlError } from './saml-xml.ts';

describe('the libraries of SAML', () => {
  it('are asked for by name where they are not installed', async () => {
    const missing = Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' });
    await expect(loadSamlLibraries(() => Promise.reject(missing))).rejects.toMatchObject({ code: 'UnsupportedOperation', status: 501, message: expect.stringContaining('npm install xml-crypto @xmldom/xmldom') as string });
    await expect(loadSamlLibraries(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });
});

describe('a document', () => {
  it.each([
    ['is empty', ''],
    ['is no XML', 'text'],
    ['is not closed', '<a><b></a>'],
    ['declares entities', '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'],
    ['declares a type', '<!doctype a><a/>'],
    ['uses entities that nobody declared', '<a>&e;</a>'],
    ['is nested deeply', '<a>'.repeat(70) + '</a>'.repeat(70)],
  ])('is refused where it %s', async (_what, text) => {
    const libraries = await samlLibraries();
    expect(() => parseXml(text, libraries)).toThrow(XmlError);
  });

  it('may have comments and character data', async () => {
    expect(parseXml('<a><!-- c --><![CDATA[<x>]]></a>', await samlLibraries()).textContent).toBe('<x>');
  });
});
