import { readFileSync } from 'node:fs';

export interface Arrow {
  readonly from: string;
  readonly to: string;
}

/** The ways between states that the package's README draws. */
export function drawnArrows(): Arrow[] {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  return [...readme.matchAll(/^ {2}(\w+) --> (\w+)/gm)].map(([, from = '', to = '']) => ({ from, to }));
}
