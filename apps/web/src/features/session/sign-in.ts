/** Why a sign-in did not work, in words; null when it did. */
export async function signIn(email: string, password: string): Promise<string | null> {
  let answer: Response;
  try {
    answer = await fetch('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
  } catch {
    return 'The server did not answer.';
  }
  if (answer.ok) return null;
  if (answer.status === 429) return 'Too many attempts. Wait a minute, then try again.';
  if (answer.status === 401 || answer.status === 400) return 'E-mail or password is wrong.';
  return `The server answered ${answer.status}.`;
}

/** Where to go after signing in: a path of this console, never another site. */
export function safeNext(next: string | undefined): string {
  return next?.startsWith('/') && !next.startsWith('//') && !next.includes('\\') ? next : '/';
}
