import { readSettings, readWorkerSettings } from '../env.ts';
import { VERSION } from '../version.ts';
import { serve } from './serve.ts';

/** Serves until a signal asks to stop; a second signal does not wait for what still runs. */
export async function serveUntilStopped(role: 'all' | 'worker'): Promise<void> {
  const settings = role === 'all' ? readSettings() : readWorkerSettings();
  const asked = nextSignal();
  const house = await serve(settings);
  tell(`BorgCube ${VERSION} answers at ${house.publicUrl}`);
  if (house.setupLink !== null) {
    tell(`No user yet. Make the first admin here (works once, for a day): ${house.setupLink}`);
  }
  await asked;
  void nextSignal().then(() => process.exit(1));
  await house.stop();
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
