import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { measureBackup } from './measure-backup.ts';
import { measureCatalog } from './measure-catalog.ts';
import { measureFirstPage } from './measure-first-page.ts';
import { measureIdle } from './measure-idle.ts';
import { measureLists } from './measure-lists.ts';
import { measureSchedules } from './measure-schedules.ts';
import { measureStart } from './measure-start.ts';
import { formatTable, type Measurement } from './measurement.ts';

const BENCHES: Readonly<Record<string, () => Promise<Measurement[]>>> = {
  start: measureStart,
  idle: measureIdle,
  'first-page': measureFirstPage,
  backup: measureBackup,
  lists: measureLists,
  schedules: measureSchedules,
  catalog: measureCatalog,
};

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in BENCHES));
if (unknown !== undefined) {
  console.error(`There is no bench “${unknown}”. There are: ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(2);
}
const results = fileURLToPath(new URL('../results/', import.meta.url));
mkdirSync(results, { recursive: true });
for (const [name, bench] of Object.entries(BENCHES)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const measurements = await bench();
  console.log(`\n${name}\n${formatTable(measurements)}`);
  const machine = {
    cores: cpus().length,
    memoryBytes: totalmem(),
    node: process.version,
    borg: borgVersion(),
  };
  writeFileSync(
    `${results}${name}.json`,
    `${JSON.stringify({ takenAt: new Date(), machine, measurements }, null, 2)}\n`,
  );
}

function borgVersion(): string {
  return execFileSync('borg', ['--version'], { encoding: 'utf8' }).trim();
}
