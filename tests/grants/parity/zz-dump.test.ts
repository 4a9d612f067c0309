import { writeFileSync } from 'node:fs';
import { it } from 'vitest';
import { agentCases } from './cases/agents.ts';
import { apiCases } from './cases/apis.ts';
import { computeCases } from './cases/compute.ts';
import { dataCases } from './cases/data.ts';
import { messageCases } from './cases/messages.ts';
import { securityCases } from './cases/security.ts';
import { runCdk, runOurs } from './parity-run.ts';
it('dump', () => {
  const out: string[] = [];
  for (const c of [...dataCases, ...messageCases, ...computeCases, ...apiCases, ...securityCases, ...agentCases]) for (const m of c.methods) for (const k of c.grantees) {
    let t; let o;
    try { t = runCdk(c, m, k); } catch (e) { t = { refused: 'CRASH ' + String(e) }; }
    try { o = runOurs(c, m, k); } catch (e) { o = { refused: 'CRASH ' + String(e) }; }
    const l = `${c.covers}.${m} [${k}]`;
    if ('refused' in t || 'refused' in o) {
      if ('refused' in t && 'refused' in o && !t.refused.startsWith('CRASH') && !o.refused.startsWith('CRASH')) continue;
      if ('refused' in o && o.refused === 'no-resource-policy' && !('refused' in t) && t.resource.length === 0) continue;
      out.push(`${l} THEIRS ${'refused' in t ? t.refused : JSON.stringify(t)} OURS ${'refused' in o ? o.refused : JSON.stringify(o)}`); continue;
    }
    for (const s of ['identity', 'resource'] as const) {
      const a = t[s].filter((x) => !o[s].includes(x)); const b = o[s].filter((x) => !t[s].includes(x));
      if (a.length + b.length) out.push(`${l} ${s}\n   CDK only: ${a.slice(0, 4).join(' ; ')} (${a.length})\n   OURS only: ${b.slice(0, 4).join(' ; ')} (${b.length})`);
    }
  }
  writeFileSync('/tmp/diff.txt', out.join('\n'));
});
