import { Agent, get } from 'node:http';

/** One connection that stays open, read without the machinery of `fetch`: its own work would be measured too. */
export class TimedLine {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly #headers: Readonly<Record<string, string>>;

  constructor(headers: Readonly<Record<string, string>>) {
    this.#headers = headers;
  }

  /** Milliseconds from the question to the last byte. Rejects where the status is not 200. */
  get(url: string): Promise<{ readonly text: string; readonly time: number }> {
    const begin = performance.now();
    return new Promise((resolve, reject) => {
      get(url, { agent: this.#agent, headers: this.#headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.once('error', reject);
        answer.once('end', () => {
          const time = performance.now() - begin;
          const text = Buffer.concat(chunks).toString();
          if (answer.statusCode === 200) resolve({ text, time });
          else reject(new Error(`${url} answered ${answer.statusCode}: ${text}`));
        });
      }).once('error', reject);
    });
  }

  end(): void {
    this.#agent.destroy();
  }
}
