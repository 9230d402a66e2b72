import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly to: readonly string[];
  readonly user: string | null;
  readonly isEncrypted: boolean;
  /** As it came over the wire. */
  readonly raw: string;
  /** Decoded; folded lines joined. */
  readonly subject: string;
}

export interface SmtpSink extends AsyncDisposable {
  readonly port: number;
  readonly mails: readonly ReceivedMail[];
  /** The first mail, come or still to come, that holds. */
  until(holds: (mail: ReceivedMail) => boolean): Promise<ReceivedMail>;
}

interface SinkOptions {
  /** Asked for when given. */
  readonly user?: string;
  readonly password?: string;
  /** Whether it offers STARTTLS, with a certificate that nobody vouches for. */
  readonly offersTls?: boolean;
  /** Recipients that it refuses. */
  readonly refused?: readonly string[];
}

/** A real SMTP server on this machine that keeps what it is given. */
export async function startSmtpSink({
  user,
  password,
  offersTls = true,
  refused = [],
}: SinkOptions = {}): Promise<SmtpSink> {
  const mails: ReceivedMail[] = [];
  const waiting = new Set<() => void>();
  const server = new SMTPServer({
    authOptional: user === undefined,
    disabledCommands: [...(user === undefined ? ['AUTH'] : []), ...(offersTls ? [] : ['STARTTLS'])],
    allowInsecureAuth: true,
    logger: false,
    onAuth: (auth, _session, answer) =>
      auth.username === user && auth.password === password
        ? answer(null, { user: auth.username })
        : answer(new Error('Invalid username or password')),
    onRcptTo: ({ address }, _session, answer) =>
      answer(refused.includes(address) ? new Error('No such mailbox') : null),
    onData: async (stream, session, answer) => {
      const raw = await text(stream);
      mails.push({
        to: session.envelope.rcptTo.map(({ address }) => address),
        user: typeof session.user === 'string' ? session.user : null,
        isEncrypted: session.secure,
        raw,
        subject: subjectOf(raw),
      });
      answer();
      for (const wake of waiting) wake();
    },
  });
  server.on('error', () => {});
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  return {
    port: (listening.address() as AddressInfo).port, // a TCP server's address has this form
    mails,
    until: (holds) =>
      new Promise((resolve) => {
        const look = () => {
          const found = mails.find(holds);
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function subjectOf(raw: string): string {
  const line = /^Subject: ((?:.*\r\n)(?:[ \t].*\r\n)*)/m.exec(raw)?.[1] ?? '';
  const joined = line.replaceAll(/\r\n[ \t]/g, ' ').trim();
  const words = joined.replaceAll(/\?=\s+=\?/g, '?==?');
  return words.replaceAll(/=\?UTF-8\?([QB])\?(.*?)\?=/gi, (_, kind: string, code: string) =>
    kind.toUpperCase() === 'B' ? Buffer.from(code, 'base64').toString() : fromQuoted(code),
  );
}

function fromQuoted(code: string): string {
  const bytes = code
    .replaceAll('_', ' ')
    .replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
