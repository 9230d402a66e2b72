import { defineNotifier, definePlugin } from '@borgcube/plugin-kit';
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { toMail } from './to-mail.ts';

const address = z
  .string()
  .trim()
  .max(320)
  .regex(/^[^\s@<>]+@[^\s@<>]+$/, 'An address like admin@example.org.');

const Email = z.strictObject({
  to: z
    .array(address)
    .min(1, 'To whom?')
    .max(50)
    .meta({ title: 'To', widget: 'list', placeholder: 'admin@example.org', section: 'To' }),
  from: address.meta({ title: 'From', placeholder: 'backup@example.org', section: 'To' }),
  host: z
    .string()
    .trim()
    .regex(/^[\w.:[\]-]{1,253}$/, 'The name or address of a mail server.')
    .meta({ title: 'Mail server', placeholder: 'smtp.example.org', section: 'Mail server' }),
  port: z.int().min(1).max(65_535).default(587).meta({ title: 'Port', section: 'Mail server' }),
  security: z
    .enum(['starttls', 'tls', 'none'])
    .default('starttls')
    .meta({
      title: 'Encryption',
      labels: { starttls: 'STARTTLS', tls: 'TLS from the start', none: 'None' },
      hints: {
        starttls: 'Usual with port 587. Without it nothing is sent.',
        tls: 'Usual with port 465.',
        none: 'Messages and password cross the network in the clear. For a mail server on this machine.',
      },
      caution: ['none'],
      section: 'Mail server',
    }),
  user: z
    .string()
    .trim()
    .max(320)
    .nullable()
    .default(null)
    .meta({ title: 'User', description: 'Empty: without signing in.', section: 'Mail server' }),
  password: z
    .string()
    .max(500)
    .nullable()
    .default(null)
    .meta({ title: 'Password', widget: 'password', section: 'Mail server' }),
});
type Email = z.infer<typeof Email>;

/** Shorter than the patience for a message as a whole, so that it is told what did not answer. */
const ANSWER_WITHIN_MS = 20_000;

function transportTo({ host, port, security, user, password }: Email) {
  return createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user ? { auth: { user, pass: password ?? '' } } : {}),
    connectionTimeout: ANSWER_WITHIN_MS,
    greetingTimeout: ANSWER_WITHIN_MS,
    socketTimeout: ANSWER_WITHIN_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

const email = defineNotifier<Email>({
  kind: 'email',
  name: 'E-mail',
  description: 'A mail to one or more addresses, over a mail server of yours.',
  form: Email,
  async send({ data, message, signal }) {
    const transport = transportTo(data);
    const end = () => transport.close();
    signal.addEventListener('abort', end, { once: true });
    try {
      const { rejected } = await transport.sendMail(toMail(message, data));
      // The others have it: to try again would send it to them again and again.
      if (rejected.length > 0 && message.event === 'test') {
        throw new Error(`The mail server refused ${rejected.map(String).join(', ')}`);
      }
    } finally {
      signal.removeEventListener('abort', end);
      end();
    }
  },
});

export default definePlugin({ name: 'email', notifiers: [email] });
