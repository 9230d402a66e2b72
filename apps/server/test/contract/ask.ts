import { request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The error's `data`, where the answer is a refusal in tRPC's shape. */
  readonly refusal: {
    code?: string;
    kind?: string;
    fieldErrors?: Record<string, string[]>;
    requestId?: string;
  };
}

export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly socketPath?: string;
}

/** A request with exactly these headers: `fetch` would not send a `Host` of our choice. */
export function ask(
  url: string,
  { method = 'GET', headers = {}, body, socketPath }: Asked = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { pathname, search } = new URL(url);
    const where = socketPath === undefined ? {} : { socketPath, path: pathname + search };
    const call = request(url, { method, headers, agent: false, ...where });
    call.once('error', reject);
    call.once('response', (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.once('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, refusal: refusalIn(text) });
      });
    });
    call.end(body);
  });
}

export function post(
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return ask(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** `name=value` of each cookie that the answer sets, as a browser would send it back. */
export function cookiesOf({ headers }: Answer): string {
  return [headers['set-cookie'] ?? []]
    .flat()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

function refusalIn(text: string): Answer['refusal'] {
  try {
    return JSON.parse(text).error?.data ?? {};
  } catch {
    return {};
  }
}
