/** Counts and durations as Prometheus reads them (text exposition format 0.0.4). */
export class Metrics {
  readonly #counters = new Map<string, Counter>();
  readonly #buckets: number[] = Array.from({ length: durationBounds.length + 1 }, () => 0);
  #durationSum = 0;
  #durationCount = 0;
  readonly #gauges = new Map<string, { readonly help: string; read(): number }>();

  /** Declares a counter with the names of its labels. */
  counter(name: string, labels: readonly string[], help: string): void {
    this.#counters.set(name, { labels, help, series: new Map() });
  }

  /** Declares a value that is read when it is asked for. */
  gauge(name: string, help: string, read: () => number): void {
    this.#gauges.set(name, { help, read });
  }

  /** @param values of the labels, in their order */
  count(name: string, ...values: readonly string[]): void {
    const counter = this.#counters.get(name);
    if (!counter) throw new RangeError(`no counter ${name} was declared`);
    const key = values.join(separator);
    counter.series.set(key, (counter.series.get(key) ?? 0) + 1);
  }

  /** Notes how long a request took. */
  observe(seconds: number): void {
    const bound = durationBounds.findIndex((limit) => seconds <= limit);
    const bucket = bound < 0 ? durationBounds.length : bound;
    this.#buckets[bucket] = (this.#buckets[bucket] ?? 0) + 1;
    this.#durationSum += seconds;
    this.#durationCount++;
  }

  print(): string {
    const lines: string[] = [];
    for (const [name, { labels, help, series }] of this.#counters) {
      lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} counter`);
      for (const [key, count] of series) {
        const values = key.split(separator);
        lines.push(`${name}{${labels.map((label, index) => `${label}="${escapeLabel(values[index] ?? '')}"`).join(',')}} ${count}`);
      }
    }
    lines.push('# HELP assent_request_duration_seconds Time from a request to its answer.', '# TYPE assent_request_duration_seconds histogram');
    let below = 0;
    for (const [index, bound] of [...durationBounds, Infinity].entries()) {
      below += this.#buckets[index] ?? 0;
      lines.push(`assent_request_duration_seconds_bucket{le="${bound === Infinity ? '+Inf' : bound}"} ${below}`);
    }
    lines.push(`assent_request_duration_seconds_sum ${this.#durationSum}`, `assent_request_duration_seconds_count ${this.#durationCount}`);
    for (const [name, { help, read }] of this.#gauges) lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, `${name} ${read()}`);
    return `${lines.join('\n')}\n`;
  }
}

interface Counter {
  readonly labels: readonly string[];
  readonly help: string;
  /** By the values of the labels, joined. */
  readonly series: Map<string, number>;
}

/** Stands in no label's value. */
const separator = '\u0000';

const escapeLabel = (value: string): string => value.replace(/[\\"\n]/g, (character) => (character === '\n' ? '\\n' : `\\${character}`));

/** Seconds. */
const durationBounds: readonly number[] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
