import { goal, median, report, spread } from '../report.ts';
import type { Listening } from './listening.ts';
import { runLoad, warmUp } from './load-run.ts';

const rounds = 7;
const seconds = 1;

/** Reports how many requests a server answers for each one that `node:http` alone answers with the same bytes, on one connection
 * and on eight: by the clock, and by the CPU time that it takes, which is what one core can do whatever else runs. */
export function reportBesideBare(name: string, server: Pick<Listening, 'port' | 'pid'>, bare: Listening, bytes: Buffer, wanted: number): void {
  warmUp(server, bytes);
  warmUp(bare, bytes);
  for (const connections of [1, 8]) {
    const pairs = Array.from({ length: rounds }, () => [runLoad(server, connections, seconds, bytes), runLoad(bare, connections, seconds, bytes)] as const);
    const on = `${name}, ${connections} connection${connections === 1 ? '' : 's'}`;
    const byClock = pairs.map(([own, alone]) => own.rate / alone.rate);
    const byCore = pairs.map(([own, alone]) => alone.cpu / own.cpu);
    report(on, median(byClock), goal('at least', wanted), `of bare node:http, ${spread(byClock)}; ${Math.round(median(pairs.map(([own]) => own.rate)))} requests/s`);
    report(`${on}, of one core`, median(byCore), goal('at least', wanted), `of bare node:http, ${spread(byCore)}; ${Math.round(median(pairs.map(([own]) => own.cpu)))} against ${Math.round(median(pairs.map(([, alone]) => alone.cpu)))} us`);
  }
}
