import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../document/parse.ts';
import type { PolicyDocument } from '../document/document.ts';
import { contextKeysOf } from './context-key.ts';

function documentOf(Statement: object, Version = '2012-10-17'): PolicyDocument {
  const { document, faults } = parsePolicy(JSON.stringify({ Version, Statement }));
  if (!document) throw new Error(faults[0]?.message);
  return document;
}

describe('the keys of documents (R21.44)', () => {
  it.each<[what: string, documents: readonly PolicyDocument[], keys: readonly string[]]>([
    ['variables of resources and keys of conditions', [documentOf({ Effect: 'Allow', Action: '*', Resource: 'arn:aws:s3:::b/${aws:username}', Condition: { DateGreaterThan: { 'aws:CurrentTime': '2026-01-01' } } })], ['aws:username', 'aws:CurrentTime']],
    ['each once, in its first spelling, over all documents', [documentOf({ Effect: 'Allow', Action: '*', Resource: '*', Condition: { Bool: { 'AWS:SecureTransport': 'true' } } }), documentOf({ Effect: 'Deny', Action: '*', Resource: '*', Condition: { Null: { 'aws:securetransport': 'true', 'aws:TagKeys': 'true' } } })], ['AWS:SecureTransport', 'aws:TagKeys']],
    ['variables in values of strings, with and without defaults', [documentOf({ Effect: 'Allow', Action: '*', Resource: '*', Condition: { StringEquals: { k: ["${aws:PrincipalTag/t, 'none'}", '${*}'] } } })], ['k', 'aws:PrincipalTag/t']],
    ['no variables where they mean nothing (R5.2)', [documentOf({ Effect: 'Allow', Action: '*', Resource: 'arn:aws:s3:${a:region}::b', Condition: { NumericEquals: { n: '${a:number}' } } })], ['n']],
    ['no variables in documents of the older version (R2.10)', [documentOf({ Effect: 'Allow', Action: '*', Resource: 'arn:aws:s3:::${aws:username}' }, '2008-10-17')], []],
  ])('%s', (_what, documents, keys) => expect(contextKeysOf(documents)).toEqual(keys));
});
