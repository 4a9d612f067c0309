import type { Terminal } from '../command.ts';
import type { Clock } from '../cases/case-run.ts';

/** How long work goes on before it says how far it is. */
const patience = 500;
const every = 200;

/** Says how far the work is, where somebody watches and it takes long. */
export function progressIn({ watched, error }: Terminal, clock: Clock, things: string): { readonly step: () => void; readonly clear: () => void } {
  const started = clock();
  let done = 0;
  let shown = false;
  return {
    step: () => {
      if (++done % every !== 0 || !watched || clock() - started < patience) return;
      shown = true;
      error(`\r${done} ${things}`);
    },
    clear: () => {
      if (shown) error('\r\u001b[K');
      shown = false;
    },
  };
}
