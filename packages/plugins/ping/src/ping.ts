import { callUrl, defineNotifier, definePlugin } from '@borgcube/plugin-kit';
import { z } from 'zod';

const MINUTE = 60_000;

const Ping = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, error: 'An address that begins with https:// or http://.' })
    .max(2000)
    .meta({
      title: 'Address',
      placeholder: 'https://hc-ping.com/…',
      description: 'What watches calls you when the pings stop.',
    }),
  method: z.enum(['GET', 'POST']).default('GET').meta({ title: 'Method' }),
  every: z
    .int()
    .min(MINUTE, 'At least one minute.')
    .max(24 * 60 * MINUTE, 'At most a day.')
    .default(5 * MINUTE)
    .meta({
      title: 'Every',
      widget: 'duration',
      unit: 'ms',
      description: 'Tell the other side the same, and some grace.',
    }),
  failSuffix: z
    .string()
    .max(50)
    .regex(/^(\/[\w-]+)?$/, 'A slash and a word, for example /fail.')
    .nullable()
    .default(null)
    .meta({
      title: 'When something is not well, call',
      placeholder: '/fail',
      description: 'Added to the address while the scheduler stands still. Empty: the pings just stop.',
    }),
});

const ping = defineNotifier<z.infer<typeof Ping>>({
  kind: 'ping',
  name: 'Dead-man ping',
  description:
    'Calls an address at an interval while all is well, so that somebody else notices when BorgCube dies.',
  form: Ping,
  heartbeatOnly: true,
  heartbeatMs: ({ every }) => every,
  send: ({ data: { url, method }, signal }) => callUrl(url, { method, signal }),
  async fail({ data: { url, method, failSuffix }, signal }) {
    if (failSuffix) await callUrl(withSuffix(url, failSuffix), { method, signal });
  },
});

/** Before the query, where there is one. */
function withSuffix(url: string, suffix: string): string {
  const target = new URL(url);
  target.pathname = `${target.pathname.replace(/\/$/, '')}${suffix}`;
  return target.href;
}

export default definePlugin({ name: 'ping', notifiers: [ping] });
