import { Agent, get } from 'node:http';
import type { Asked, Told } from './timed-line.ts';

// The program behind `timed-line`: asks over one connection that stays open, without the machinery of `fetch`.
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

process.on('message', async ({ url, headers }: Asked) => {
  process.send?.(await ask(url, headers).catch((error): Told => ({ error: String(error) })));
});

function ask(url: string, headers: Asked['headers']): Promise<Told> {
  const begin = performance.now();
  return new Promise((resolve, reject) => {
    get(url, { agent, headers }, (answer) => {
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
