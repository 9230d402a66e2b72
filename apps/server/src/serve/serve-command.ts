import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDemoSettings, readSettings, readWorkerSettings, type Settings } from '../env.ts';
import { VERSION } from '../version.ts';
import { makeDemo } from './make-demo.ts';
import { type Listening, type RunningHouse, serve } from './serve.ts';

export async function serveCommand({ demo = false }: { readonly demo?: boolean }): Promise<void> {
  if (demo) await serveDemo();
  else await serveUntilStopped(readSettings());
}

export async function workerCommand(): Promise<void> {
  await serveUntilStopped(readWorkerSettings());
}

/** Everything lies in a directory that goes with the demo. */
async function serveDemo(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'borgcube-demo-'));
  try {
    const settings = readDemoSettings(dataDir);
    const { timeZone } = settings;
    await serveUntilStopped(settings, (house) => makeDemo(house.core, { dataDir, timeZone }));
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Serves until a signal asks to stop; a second signal does not wait for what still runs. */
async function serveUntilStopped(
  settings: Settings,
  onServing: (house: RunningHouse) => Promise<void> = async () => {},
): Promise<void> {
  const asked = nextSignal();
  const house = await serve(settings, (listening) => tellListening(settings, listening));
  try {
    if (settings.role === 'worker') tell(`BorgCube ${VERSION} runs jobs for ${settings.dataDir}`);
    await onServing(house);
    await asked;
    void nextSignal().then(() => process.exit(1));
  } finally {
    await house.stop();
  }
}

function tellListening({ role }: Settings, { publicUrl, setupLink }: Listening): void {
  if (role !== 'worker') tell(`BorgCube ${VERSION} answers at ${publicUrl}`);
  if (setupLink !== null) {
    tell(`No user yet. Make the first admin here (works once, for a day): ${setupLink}`);
  }
}

function nextSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}

/** To the terminal alone: a setup link has no place in a log. */
function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
