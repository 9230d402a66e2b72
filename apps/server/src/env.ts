import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { parse as parseToml } from 'smol-toml';
import type { z } from 'zod';
import { SETTING_VALUES, type SettingKey } from './setting-values.ts';
import { StartError } from './start-error.ts';

type Values = { readonly [Key in SettingKey]: z.output<(typeof SETTING_VALUES)[Key]> };

export interface Settings {
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly host: string;
  readonly port: number;
  /** Null: derived from host and port, once the port is known. */
  readonly publicUrl: string | null;
  readonly role: 'all' | 'web' | 'worker';
  readonly workerConcurrency: number;
  readonly masterKeyFile: string;
  readonly borg: string;
  readonly ssh: string;
  readonly logLevel: string;
  readonly plugins: readonly string[];
  readonly timeZone: string;
  /** `GET /metrics` asks nobody who they are. */
  readonly metricsOpen: boolean;
  readonly trustedProxies: readonly string[];
  /** Where Borg and ssh are looked for. */
  readonly programPath: string;
  /** For `doctor`: each key as it is in force; no secret. */
  readonly effective: readonly EffectiveSetting[];
}

export interface EffectiveSetting {
  readonly key: SettingKey;
  readonly value: string;
  /** `default`, `environment` or the path of the file. */
  readonly from: string;
}

const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

type Environment = Readonly<Record<string, string | undefined>>;
type Texts = Map<SettingKey, { readonly text: string; readonly from: string }>;

/** Not settings: a command before or after a backup finds them in its environment, and may call `borgcube`. */
const OF_COMMANDS = new Set(['BORGCUBE_OUTCOME', 'BORGCUBE_MARKER']);
const FILE = 'borgcube.toml';

/**
 * Settings from the environment, then `borgcube.toml` of the working directory, then that of the data directory, then
 * defaults. Throws StartError, naming the key, for what is unknown or malformed.
 */
export function readSettings(env: Environment = process.env, cwd: string = process.cwd()): Settings {
  const texts: Texts = new Map();
  for (const [key, value] of Object.entries(env)) {
    const isOurs = key.startsWith('BORGCUBE_') && !OF_COMMANDS.has(key);
    if (isOurs && value !== undefined) addText(texts, key, value, 'environment');
  }
  readFile(texts, join(cwd, FILE));
  const dataDir = valueFor(texts, 'BORGCUBE_DATA_DIR', defaultDataDir(env));
  const own = resolve(dataDir, FILE);
  if (own !== resolve(cwd, FILE)) readFile(texts, own, 'BORGCUBE_DATA_DIR');
  const defaults = defaultTexts(dataDir);
  const effective: EffectiveSetting[] = [];
  const settings = toSettings((key) => {
    const { text, from } = texts.get(key) ?? { text: defaults[key], from: 'default' };
    effective.push({ key, value: text.replace(/(:\/\/[^:@/]*):[^@/]*@/, '$1:[masked]@'), from });
    return valueFor(texts, key, defaults[key]);
  });
  if (settings.role !== 'all' && settings.databaseUrl.startsWith('file:')) {
    throw new StartError(
      `BORGCUBE_ROLE ${settings.role} needs PostgreSQL: a SQLite database belongs to one process, which takes the role all.`,
      2,
    );
  }
  return { ...settings, programPath: env.PATH || DEFAULT_PATH, effective };
}

/** For `borgcube worker`, which is one whatever the settings say. */
export function readWorkerSettings(): Settings {
  return readSettings({ ...process.env, BORGCUBE_ROLE: 'worker' });
}

/** As they are in force for a server on that directory, started there. */
export function readSettingsOf(dataDir: string): Settings {
  return readSettings({ ...process.env, BORGCUBE_DATA_DIR: dataDir }, dataDir);
}

/** For a demo: nothing that is kept is touched. */
export function readDemoSettings(dataDir: string): Settings {
  const throwAway = { BORGCUBE_DATA_DIR: dataDir, BORGCUBE_DATABASE_URL: '', BORGCUBE_MASTER_KEY_FILE: '' };
  return readSettings({ ...process.env, ...throwAway });
}

function addText(texts: Texts, key: string, text: string, from: string): void {
  const where = from === 'environment' ? 'in the environment' : `in ${from}`;
  if (!(key in SETTING_VALUES)) throw new StartError(`${key} ${where} is not a setting of BorgCube.`, 2);
  // Checked by the line above.
  const known = key as SettingKey;
  if (!texts.has(known)) texts.set(known, { text, from });
}

function readFile(texts: Texts, path: string, forbidden?: SettingKey): void {
  if (!existsSync(path)) return;
  let table: Record<string, unknown>;
  try {
    table = parseToml(readFileSync(path, 'utf8'));
  } catch (cause) {
    const [reason = ''] = cause instanceof Error ? cause.message.split('\n') : [];
    throw new StartError(`${path} cannot be read: ${reason}`, 2, { cause });
  }
  for (const [key, value] of Object.entries(table)) {
    if (key === forbidden)
      throw new StartError(`${key} cannot stand in ${path}: that file lies inside it.`, 2);
    const isPlain = ['string', 'number', 'bigint'].includes(typeof value);
    if (!isPlain && !Array.isArray(value))
      throw new StartError(`${key} in ${path} must be a text or a number.`, 2);
    addText(texts, key, Array.isArray(value) ? value.join(',') : String(value), path);
  }
}

/** An empty value counts as none, as is the custom of compose files. */
function valueFor<Key extends SettingKey>(texts: Texts, key: Key, fallback: string): Values[Key] {
  const { text, from } = texts.get(key) ?? { text: '', from: '' };
  const parsed = SETTING_VALUES[key].safeParse(text === '' ? fallback : text);
  // The parser of that very key.
  if (parsed.success) return parsed.data as Values[Key];
  const shown = key === 'BORGCUBE_DATABASE_URL' ? '' : `, not ${JSON.stringify(text)}`;
  const where = from === 'environment' || from === '' ? '' : ` (in ${from})`;
  throw new StartError(`${key} must be ${parsed.error.issues[0]?.message}${shown}${where}.`, 2);
}

function toSettings(
  get: <Key extends SettingKey>(key: Key) => Values[Key],
): Omit<Settings, 'effective' | 'programPath'> {
  return {
    dataDir: get('BORGCUBE_DATA_DIR'),
    databaseUrl: get('BORGCUBE_DATABASE_URL'),
    host: get('BORGCUBE_HOST'),
    port: get('BORGCUBE_PORT'),
    publicUrl: get('BORGCUBE_PUBLIC_URL') || null,
    role: get('BORGCUBE_ROLE'),
    workerConcurrency: get('BORGCUBE_WORKER_CONCURRENCY'),
    masterKeyFile: get('BORGCUBE_MASTER_KEY_FILE'),
    borg: get('BORGCUBE_BORG'),
    ssh: get('BORGCUBE_SSH'),
    logLevel: get('BORGCUBE_LOG_LEVEL'),
    plugins: get('BORGCUBE_PLUGINS'),
    timeZone: get('BORGCUBE_TIME_ZONE'),
    metricsOpen: get('BORGCUBE_METRICS_OPEN'),
    trustedProxies: get('BORGCUBE_TRUSTED_PROXIES'),
  };
}

function defaultTexts(dataDir: string): Record<SettingKey, string> {
  return {
    BORGCUBE_DATA_DIR: dataDir,
    BORGCUBE_DATABASE_URL: `file:${join(dataDir, 'borgcube.db')}`,
    BORGCUBE_HOST: '127.0.0.1',
    BORGCUBE_PORT: '8420',
    BORGCUBE_PUBLIC_URL: '',
    BORGCUBE_ROLE: 'all',
    BORGCUBE_WORKER_CONCURRENCY: '4',
    BORGCUBE_MASTER_KEY_FILE: join(dataDir, 'master.key'),
    BORGCUBE_BORG: 'borg',
    BORGCUBE_SSH: 'ssh',
    BORGCUBE_LOG_LEVEL: 'info',
    BORGCUBE_PLUGINS: '',
    BORGCUBE_TIME_ZONE: Intl.DateTimeFormat().resolvedOptions().timeZone,
    BORGCUBE_METRICS_OPEN: 'false',
    BORGCUBE_TRUSTED_PROXIES: '',
  };
}

function defaultDataDir(env: Environment): string {
  const { XDG_DATA_HOME: xdg, HOME: home = homedir() } = env;
  // The XDG specification says that a relative path is to be ignored.
  return join(xdg && isAbsolute(xdg) ? xdg : join(home, '.local', 'share'), 'borgcube');
}
