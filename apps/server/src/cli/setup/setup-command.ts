import { resolve } from 'node:path';
import type { Command } from 'commander';
import { readSettings, readSettingsOf, type Settings } from '../../env.ts';
import { findLocalApi } from '../local-api.ts';
import { printJson } from '../print.ts';
import { addFirstAdmin } from './add-first-admin.ts';
import { askSettings } from './ask-settings.ts';
import { type Asker, makeAsker } from './asker.ts';
import { type PlacedSettings, placeSettings } from './place-settings.ts';
import { placeUnit } from './place-unit.ts';
import type { SetupOptions } from './setup-options.ts';

export function addSetupCommand(program: Command): void {
  program
    .command('setup')
    .description('ask what a new server needs: settings, first admin, systemd unit; may be run again')
    .option('--data-dir <folder>', 'where everything of this server lies')
    .option('--host <address>', 'address to listen on')
    .option('--port <number>', 'port to listen on')
    .option('--public-url <url>', 'the address that people type')
    .option('--database <database>', 'sqlite, or a postgresql:// URL; it is tried')
    .option('--time-zone <zone>', 'of new schedules and of display')
    .option('--admin-name <name>', 'of the first admin')
    .option('--admin-email <address>', 'of the first admin; the password is read from standard input')
    .option('--no-admin', 'make no account; the server prints a setup link instead')
    .option('--unit [file]', 'write a systemd unit, there or to /etc/systemd/system/borgcube.service')
    .option('--no-unit', 'write none')
    .option('--user <name>', 'whom the unit runs as; default: root')
    .option('--yes', 'ask nothing: what is not given stays as it is, or takes its default')
    .option('--force', 'replace what is there, and keep a copy')
    .option('--json', 'print JSON')
    .action(setup);
}

/** Nothing is written before all settings are answered and tried; each later part may be repeated. */
async function setup(options: SetupOptions): Promise<void> {
  const { yes = false, force = false, json = false } = options;
  const asker = makeAsker({ yes });
  try {
    const proposed = readSettings().dataDir;
    const dataDir = resolve(options.dataDir ?? (await asker.ask('Data directory', proposed)));
    const wanted = await askSettings(asker, options, readSettingsOf(dataDir));
    const placed = await placeSettings(asker, dataDir, wanted, force);
    const settings = readSettingsOf(dataDir);
    const admin = await addFirstAdmin(asker, options, settings);
    const unit = await placeUnit(asker, options, dataDir);
    if (json) printJson({ dataDir, ...placed, admin, unit });
    else await tellNext(asker, { ...placed, dataDir, admin, unit, settings });
  } finally {
    asker.close();
  }
}

interface Done extends PlacedSettings {
  readonly dataDir: string;
  readonly admin: string | null;
  readonly unit: string | null;
  readonly settings: Settings;
}

async function tellNext(asker: Asker, done: Done): Promise<void> {
  const { settingsFile, written, backup, dataDir, admin, unit, settings } = done;
  asker.say('');
  asker.say(written ? `Wrote ${settingsFile}.` : `${settingsFile} stays as it is.`);
  if (backup !== null) asker.say(`What was there before: ${backup}`);
  if (admin !== null) asker.say(`Made the admin ${admin}.`);
  if (unit !== null) asker.say(`Wrote ${unit}. Start it: systemctl enable --now borgcube`);
  const isRunning = (await findLocalApi(dataDir)) !== null;
  if (isRunning && written) asker.say('The server that runs takes new settings at its next start.');
  if (!isRunning && unit === null) asker.say(`Start it: BORGCUBE_DATA_DIR=${dataDir} borgcube serve`);
  const overruled = settings.effective.filter(
    ({ key, from }) => from === 'environment' && key !== 'BORGCUBE_DATA_DIR',
  );
  for (const { key } of overruled) asker.say(`${key} of the environment wins over the file.`);
}
