import { callUrl, defineNotifier, definePlugin } from '@borgcube/plugin-kit';
import { z } from 'zod';

const Ntfy = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, error: 'An address that begins with https:// or http://.' })
    .max(2000)
    .refine((url) => topicOf(url) !== '', 'The topic is missing at its end.')
    .meta({ title: 'Topic', placeholder: 'https://ntfy.sh/my-backups' }),
  token: z
    .string()
    .max(500)
    .nullable()
    .default(null)
    .meta({ title: 'Access token', widget: 'password', description: 'Where the topic is protected.' }),
});

/** ntfy's own: 3 is usual, 5 rings through. */
const PRIORITY = { info: 2, warning: 4, critical: 5 } as const;
const TAG = { info: 'white_check_mark', warning: 'warning', critical: 'rotating_light' } as const;
/** ntfy makes a file of what is longer. */
const TEXT_MAX = 3800;

function topicOf(url: string): string {
  return new URL(url).pathname.split('/').filter(Boolean).at(-1) ?? '';
}

/** As JSON to the server's root: header values could hold no umlaut. */
function rootOf(url: string): string {
  const root = new URL(url);
  root.pathname = root.pathname.replace(/\/*[^/]+\/*$/, '/');
  return root.href;
}

const ntfy = defineNotifier<z.infer<typeof Ntfy>>({
  kind: 'ntfy',
  name: 'ntfy',
  description: 'A message to your phone, over ntfy.sh or your own server.',
  form: Ntfy,
  async send({ data: { url, token }, message, signal }) {
    const { title, text, severity, url: click } = message;
    const body = {
      topic: topicOf(url),
      title,
      message: (text || title).slice(0, TEXT_MAX),
      priority: PRIORITY[severity],
      tags: [TAG[severity]],
      ...(click === null ? {} : { click }),
    };
    const authorization = token ? { authorization: `Bearer ${token}` } : {};
    const headers = { 'content-type': 'application/json', ...authorization };
    await callUrl(rootOf(url), { headers, body: JSON.stringify(body), signal });
  },
});

export default definePlugin({ name: 'ntfy', notifiers: [ntfy] });
