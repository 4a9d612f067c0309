import { describe, expect, it } from 'vitest';
import { xmlFault } from './well-formed.ts';

describe('the check of answers', () => {
  it.each(['<a xmlns="https://x/"><b>t &amp; &lt;</b><c/></a>', '<a></a>'])('takes %s', (text) => expect(xmlFault(text)).toBeUndefined());

  it.each(['<a><b></a></b>', '<a>', '</a>', '<a/>x', '<a/><b/>', '<a>&</a>', '<a><</a>', '<a>\u0000</a>', '<a>&#0;</a>', '<a>\uffff</a>', '<a x="1"></a>', 'x<a></a>'])('refuses %j', (text) => {
    expect(xmlFault(text)).toEqual(expect.any(String));
  });
});
