import { providerOf } from '@borgcube/db/provider';
import type { Settings } from '../../env.ts';
import { maskText } from '../../log/mask-text.ts';
import { SETTING_VALUES, type SettingKey } from '../../setting-values.ts';
import { StartError } from '../../start-error.ts';
import type { Asker } from './asker.ts';
import type { WantedSettings } from './settings-file.ts';
import type { SetupOptions } from './setup-options.ts';
import { tryDatabase } from './try-database.ts';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);
const SQLITE = 'sqlite';

/** Asks for what is not given; what stands in `now` is proposed. An empty value stands for the default. */
export async function askSettings(asker: Asker, given: SetupOptions, now: Settings): Promise<WantedSettings> {
  const host = await askValid(asker, {
    key: 'BORGCUBE_HOST',
    question: 'Listen on which address (0.0.0.0 for all)',
    given: given.host,
    fallback: now.host,
  });
  const port = await askValid(asker, {
    key: 'BORGCUBE_PORT',
    question: 'Port',
    given: given.port,
    fallback: String(now.port),
  });
  return {
    BORGCUBE_HOST: host,
    BORGCUBE_PORT: Number(port),
    BORGCUBE_PUBLIC_URL: await askPublicUrl(asker, given, { host, now }),
    BORGCUBE_DATABASE_URL: await askDatabase(asker, given.database, now),
    BORGCUBE_TIME_ZONE: await askValid(asker, {
      key: 'BORGCUBE_TIME_ZONE',
      question: 'Time zone of schedules and of display',
      given: given.timeZone,
      fallback: now.timeZone,
    }),
  };
}

/** Only a server that others reach has a name of its own. */
async function askPublicUrl(
  asker: Asker,
  { publicUrl }: SetupOptions,
  { host, now }: { readonly host: string; readonly now: Settings },
): Promise<string> {
  const fallback = now.publicUrl ?? '';
  if (publicUrl === undefined && LOOPBACK.has(host)) return fallback;
  return askValid(asker, {
    key: 'BORGCUBE_PUBLIC_URL',
    question: 'Address that people type, such as https://backup.example.org (empty: from host and port)',
    given: publicUrl,
    fallback,
  });
}

async function askDatabase(asker: Asker, given: string | undefined, now: Settings): Promise<string> {
  const own = `file:${now.dataDir}/borgcube.db`;
  const before = now.databaseUrl === own ? SQLITE : now.databaseUrl;
  for (let told = given; ; told = undefined) {
    const answer = await askValid(asker, {
      key: 'BORGCUBE_DATABASE_URL',
      question: 'Database: sqlite, or postgresql://user:password@host/database',
      given: told,
      fallback: before,
      read: (text) => (text === SQLITE ? own : text),
    });
    const reason = await tryDatabase(answer, now.dataDir);
    if (reason === null) return answer === own ? '' : answer;
    const words = `The ${providerOf(answer) === 'sqlite' ? 'place of the database' : 'database'} cannot be used: ${reason}`;
    if (!asker.isPatient) throw new StartError(words, 1);
    asker.say(words);
  }
}

interface Question {
  readonly key: SettingKey;
  readonly question: string;
  readonly given: string | undefined;
  readonly fallback: string;
  /** What an answer stands for. */
  readonly read?: (answer: string) => string;
}

/** By the rule of the setting itself; on a terminal a wrong answer is asked for once more. */
async function askValid(asker: Asker, asked: Question): Promise<string> {
  const { key, read = (text: string) => text } = asked;
  const shown = maskText(asked.fallback);
  for (let given = asked.given; ; given = undefined) {
    const answer = given ?? (await asker.ask(asked.question, shown));
    const value = read(answer === shown ? asked.fallback : answer);
    const parsed = SETTING_VALUES[key].safeParse(value);
    if (parsed.success) return value;
    const words = `${key} must be ${parsed.error.issues[0]?.message}.`;
    if (!asker.isPatient) throw new StartError(words, 2);
    asker.say(words);
  }
}
