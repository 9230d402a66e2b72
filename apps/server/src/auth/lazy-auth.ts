import { type Auth, type AuthOptions, openAuth } from './open-auth.ts';

/** Answers the one Auth of this process, made when it is first asked for. */
export function lazyAuth(options: () => AuthOptions): () => Promise<Auth> {
  let opening: Promise<Auth> | null = null;
  return () => {
    opening ??= openAuth(options());
    return opening;
  };
}
