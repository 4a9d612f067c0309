/** Counts and durations as Prometheus reads them (text exposition format 0.0.4). */
export class Metrics {
  readonly #counters = new Map<string, Map<string, number>>();
  readonly #help = new Map<string, string>();
  readonly #buckets: number[] = Array.from({ length: durationBounds.length + 1 }, () => 0);
  #durationSum = 0;
  #durationCount = 0;
  readonly #gauges = new Map<string, { readonly help: string; read(): number }>();

  /** Declares a counter. */
  counter(name: string, help: string): void {
    this.#help.set(name, help);
    this.#counters.set(name, new Map());
  }

  /** Declares a value that is read when it is asked for. */
  gauge(name: string, help: string, read: () => number): void {
    this.#gauges.set(name, { help, read });
  }

  count(name: string, labels: Readonly<Record<string, string>>): void {
    const series = this.#counters.get(name);
    if (!series) throw new RangeError(`no counter ${name} was declared`);
    const key = Object.entries(labels)
      .map(([label, value]) => `${label}="${value.replace(/[\\"\n]/g, (character) => (character === '\n' ? '\\n' : `\\${character}`))}"`)
      .join(',');
    series.set(key, (series.get(key) ?? 0) + 1);
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
    for (const [name, series] of this.#counters) {
      lines.push(`# HELP ${name} ${this.#help.get(name) ?? ''}`, `# TYPE ${name} counter`);
      for (const [labels, value] of series) lines.push(`${name}{${labels}} ${value}`);
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

/** Seconds. */
const durationBounds: readonly number[] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
