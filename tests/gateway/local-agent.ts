import { Agent } from 'node:http';

/** Connections to this machine, whatever host a request names: for names that only a name server of AWS's resolves. */
export class LocalAgent extends Agent {
  constructor() {
    super({ lookup: (_host, options, found) => (options.all === true ? found(null, [{ address: '127.0.0.1', family: 4 }]) : found(null, '127.0.0.1', 4)) });
  }
}
