import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { expect, test } from 'vitest';

const ROUNDS = 3;
const WRITES_BEFORE_KILL = 150;

describeDatabases('kill -9', (open) => {
  test('every acknowledged write is there afterwards, and no half transaction', async () => {
    const { db, url } = await open();
    const acknowledged: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      acknowledged.push(...(await writeUntilKilled(url, round)));
    const keys = new Set((await db.setting.findMany({ select: { key: true } })).map((row) => row.key));
    expect(acknowledged.filter((key) => !keys.has(key))).toEqual([]);
    const isFirstOfPair = (key: string) => !key.endsWith('-twin') && Number(key.split('-')[2]) % 5 === 0;
    expect([...keys].filter((key) => isFirstOfPair(key) && !keys.has(`${key}-twin`))).toEqual([]);
  });
});

async function writeUntilKilled(url: string, round: number): Promise<string[]> {
  const script = path.join(import.meta.dirname, 'write-until-killed.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, url, `${round}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const keys: string[] = [];
  for await (const key of createInterface({ input: child.stdout })) {
    keys.push(key);
    if (keys.length === WRITES_BEFORE_KILL) child.kill('SIGKILL');
  }
  return keys;
}
