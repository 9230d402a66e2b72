import { createHmac } from 'node:crypto';
import { callUrl, defineNotifier, definePlugin } from '@borgcube/plugin-kit';
import { z } from 'zod';

const Webhook = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, error: 'An address that begins with https:// or http://.' })
    .max(2000)
    .meta({ title: 'Address', placeholder: 'https://hooks.example/borgcube' }),
  secret: z.string().min(16, 'At least 16 characters.').max(500).meta({
    title: 'Secret',
    widget: 'password',
    description: 'Each message is signed with it; the receiver checks that it comes from here.',
  }),
});

/** `t=<seconds>,v1=<hex>`: HMAC-SHA256 of `<seconds>.<body>` under the secret. */
export function sign(secret: string, seconds: number, body: string): string {
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}

const webhook = defineNotifier<z.infer<typeof Webhook>>({
  kind: 'webhook',
  name: 'Webhook',
  description: 'Posts each message as signed JSON to an address of yours.',
  form: Webhook,
  async send({ data: { url, secret }, message, signal }) {
    const body = JSON.stringify(message);
    const headers = {
      'content-type': 'application/json',
      'x-borgcube-message-id': message.id,
      'x-borgcube-signature': sign(secret, Math.floor(Date.now() / 1000), body),
    };
    await callUrl(url, { headers, body, signal });
  },
});

export default definePlugin({ name: 'webhook', notifiers: [webhook] });
