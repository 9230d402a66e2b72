interface UrlCall {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

const ANSWER_SHOWN = 200;
const ANSWER_READ = 64 * 1024;
/** What is shorter opens nothing, and stands in many words. */
const SECRET_LEAST = 6;

/**
 * Calls a URL that a person typed in. Resolves when it was taken (2xx). A redirect is not followed: what is sent is meant
 * for that host alone. What it throws names the host, never path, query or headers, where secrets stand.
 */
export async function callUrl(
  url: string,
  { method = 'POST', headers = {}, body, signal }: UrlCall,
): Promise<void> {
  const target = new URL(url);
  const { host } = target;
  // fetch refuses a URL with a user and password in it, with the whole URL in its message.
  const signIn = takeSignIn(target);
  const answer = await fetch(target, {
    method,
    headers: { 'user-agent': 'BorgCube', ...signIn, ...headers },
    redirect: 'manual',
    signal,
    ...(body === undefined ? {} : { body }),
  }).catch((error: unknown) => {
    throw signal.aborted ? signal.reason : new Error(`${host} could not be reached: ${reasonOf(error)}`);
  });
  if (answer.ok) {
    await answer.body?.cancel();
    return;
  }
  const { status, statusText } = answer;
  if (status >= 300 && status < 400) {
    await answer.body?.cancel();
    const to = hostOf(answer.headers.get('location'), url);
    throw new Error(
      `${host} answered ${status}: it redirects${to ? ` to ${to}` : ''}, which is not followed`,
    );
  }
  const words = (await readSome(answer)).replaceAll(/\s+/g, ' ').trim();
  const text = withoutPath(words, target).slice(0, ANSWER_SHOWN);
  throw new Error(`${host} answered ${status} ${statusText}${text === '' ? '' : `: ${text}`}`);
}

/** Takes user and password out of the URL; answers the header that stands for them. */
function takeSignIn(target: URL): Readonly<Record<string, string>> {
  const { username, password } = target;
  if (username === '' && password === '') return {};
  target.username = '';
  target.password = '';
  const words = [username, password].map(tryDecode).join(':');
  return { authorization: `Basic ${Buffer.from(words).toString('base64')}` };
}

/** Servers like to say what they were asked for, as it came and as they read it. */
function withoutPath(text: string, { pathname, search }: URL): string {
  const steps = pathname.split('/').flatMap((step) => [step, tryDecode(step)]);
  return [pathname + search, search.slice(1), pathname, tryDecode(pathname), ...steps]
    .filter((part) => part.length >= SECRET_LEAST)
    .reduce((masked, part) => masked.replaceAll(part, '…'), text);
}

function tryDecode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** An endless answer is not read to its end. */
async function readSome(answer: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > ANSWER_READ) break;
  }
  return text;
}

function hostOf(location: string | null, base: string): string | null {
  try {
    return location === null ? null : new URL(location, base).host;
  } catch {
    return null;
  }
}

/** fetch tells what happened in the cause alone. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return String(cause);
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  return cause.message || code || 'no answer';
}
