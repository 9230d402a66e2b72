import { BlockList, isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';

/** How each setting is written; a message completes `BORGCUBE_PORT must be …`. */
const words = (message: string) => ({ error: message });

const port = z
  .string()
  .regex(/^\d{1,5}$/, words('a number from 0 (any free port) to 65535'))
  .transform(Number)
  .refine((value) => value <= 65535, words('a number from 0 (any free port) to 65535'));

const databaseUrl = z
  .string()
  .regex(/^(file:.+|postgres(ql)?:\/\/.+)$/s, words('a URL that starts with file: or postgresql://'));

const publicUrl = z.string().transform((text, issues) => {
  if (text === '') return '';
  const url = URL.canParse(text) ? new URL(text) : null;
  const isOrigin =
    url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash;
  if (isOrigin && !url.username) return url.origin;
  issues.addIssue('an http:// or https:// address without a path, such as https://backup.example.org');
  return z.NEVER;
});

const concurrency = z
  .string()
  .regex(/^\d{1,3}$/, words('a number from 1 to 256'))
  .transform(Number)
  .refine((value) => value >= 1 && value <= 256, words('a number from 1 to 256'));

const timeZone = z.string().refine(isTimeZone, words('a time zone of the IANA list, such as Europe/Berlin'));

const proxies = z.string().transform((text, issues) => {
  const addresses = splitList(text);
  const wrong = addresses.find((address) => !isAddress(address));
  if (wrong === undefined) return addresses;
  issues.addIssue(`addresses or networks separated by commas, such as 10.0.0.1 or 10.0.0.0/8`);
  return z.NEVER;
});

const filePath = z
  .string()
  .min(1, words('a path'))
  .transform((path) => resolve(path));
const program = z
  .string()
  .min(1, words('a program'))
  .refine((name) => !/\s/.test(name), words('one program without arguments'));
const listenHost = z.string().refine(isListenHost, words('an address or host name to listen on'));

export const SETTING_VALUES = {
  BORGCUBE_DATA_DIR: filePath,
  BORGCUBE_DATABASE_URL: databaseUrl,
  BORGCUBE_HOST: listenHost,
  BORGCUBE_PORT: port,
  BORGCUBE_PUBLIC_URL: publicUrl,
  BORGCUBE_ROLE: z.enum(['all', 'web', 'worker'], words('all, web or worker')),
  BORGCUBE_WORKER_CONCURRENCY: concurrency,
  BORGCUBE_MASTER_KEY_FILE: filePath,
  BORGCUBE_BORG: program,
  BORGCUBE_SSH: program,
  BORGCUBE_LOG_LEVEL: z.enum(
    ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
    words('trace, debug, info, warn, error, fatal or silent'),
  ),
  BORGCUBE_PLUGINS: z.string().transform(splitList),
  BORGCUBE_TIME_ZONE: timeZone,
  BORGCUBE_METRICS_OPEN: z
    .enum(['true', 'false'], words('true or false'))
    .transform((text) => text === 'true'),
  BORGCUBE_TRUSTED_PROXIES: proxies,
} as const;

export type SettingKey = keyof typeof SETTING_VALUES;

function splitList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

/** What looks like an address must be one, and stand in a URL. */
function isListenHost(text: string): boolean {
  if (isIP(text) === 6) return URL.canParse(`http://[${text}]`);
  return /^[A-Za-z0-9._-]+$/.test(text) && URL.canParse(`http://${text}`);
}

function isAddress(text: string): boolean {
  const [address = '', bits] = text.split('/');
  const family = isIP(address);
  if (family === 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

/** Answers for addresses as sockets name them, IPv4 mapped into IPv6 included. */
export function addressMatcher(addresses: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const entry of addresses) {
    const [address = '', bits] = entry.split('/');
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (address) => {
    const bare = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
    const family = isIP(bare);
    return family !== 0 && list.check(bare, family === 4 ? 'ipv4' : 'ipv6');
  };
}
