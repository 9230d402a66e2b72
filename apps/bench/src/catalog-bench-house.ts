import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type House, startHouse } from '@borgcube/testing/house/start-house';
import { type RunningServer, startServer } from '@borgcube/testing/server/start-server';
import { TimedLine } from './timed-line.ts';

/** Where files in memory lie: a disk is not what is measured. */
const MEMORY = '/dev/shm';

export interface TimedAnswer<Answer> {
  readonly answer: Answer;
  /** Milliseconds to its last byte; what this process does with it afterwards does not count. */
  readonly time: number;
}

export interface CatalogBenchHouse extends AsyncDisposable {
  readonly house: House;
  /** Of this bench alone, in memory where there is such a place. */
  readonly folder: string;
  readonly dataDir: string;
  catalogFile(repositoryId: string): string;
  /** A query over HTTP. */
  ask<Answer>(procedure: string, input: object): Promise<TimedAnswer<Answer>>;
  /** Stops the server, does something to its files, and starts it again. */
  whileStopped(act: () => Promise<void> | void): Promise<void>;
  /** Mebibytes that the server needed beyond what it had, and the 99th percentile of its event loop's delay, in milliseconds, meanwhile. */
  watch<T>(act: () => Promise<T>): Promise<{ result: T; mebibytes: number; loopDelay: number }>;
}

export async function openCatalogBenchHouse(): Promise<CatalogBenchHouse> {
  const folder = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'borgcube-bench-'));
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir);
  const house = await startHouse({ dataDir });
  let server: RunningServer = house.server;
  const headers = { authorization: `Bearer ${house.token}` };
  const line = new TimedLine(headers);
  const get = async (path: string) => {
    const answer = await fetch(`${server.url}${path}`, { headers });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`);
    return text;
  };
  return {
    house,
    folder,
    dataDir,
    catalogFile: (repositoryId) => join(dataDir, 'catalog', `${repositoryId}.db`),
    ask: async (procedure, input) => {
      const query = encodeURIComponent(JSON.stringify(input));
      const { text, time } = await line.get(`${server.url}/trpc/${procedure}?input=${query}`);
      return { answer: JSON.parse(text).result.data, time };
    },
    whileStopped: async (act) => {
      await server.stop();
      await act();
      server = await startServer({ dataDir, port: server.port });
    },
    watch: async (act) => {
      const { pid } = server.process;
      await get('/metrics'); // its quantiles are of the time since the reading before
      writeFileSync(`/proc/${pid}/clear_refs`, '5'); // the peak begins anew
      const before = memoryOf(pid, 'VmRSS');
      const result = await act();
      const mebibytes = (memoryOf(pid, 'VmHWM') - before) / 1024;
      const delay = /event_loop_delay_seconds\{quantile="0.99"\} (\S+)/.exec(await get('/metrics'))?.[1];
      return { result, mebibytes, loopDelay: Number(delay) * 1000 };
    },
    [Symbol.asyncDispose]: async () => {
      line.end();
      await server.stop();
      await house[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Kibibytes. */
function memoryOf(pid: number | undefined, field: 'VmRSS' | 'VmHWM'): number {
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}

/** Mebibytes, with what was not moved into it yet. */
export function sizeOfCatalog(file: string): number {
  const bytes = [file, `${file}-wal`].map((part) => (existsSync(part) ? statSync(part).size : 0));
  return bytes.reduce((sum, size) => sum + size, 0) / 1024 ** 2;
}
