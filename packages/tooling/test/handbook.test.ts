import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
const HANDBOOK = join(ROOT, 'apps/docs/handbook');
const PAGES = readdirSync(HANDBOOK).filter((name) => name.endsWith('.md'));
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** `packages/…/x.ts` between backticks. */
const PATH_IN_TEXT = /`((?:packages|apps|e2e|prisma)\/[\w./-]+\.\w+)`/g;
/** The target of a link, without its anchor; addresses with a scheme are not ours to keep. */
const LINK = /\]\((?![a-z]+:)([^)#\s]+)[^)]*\)/g;

it('names no file that is not there, and knows what shows each rule', () => {
  const page = read('apps/docs/handbook/where-it-came-from.md');
  const named = [...page.matchAll(PATH_IN_TEXT)].map((match) => match[1] ?? '');
  expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  expect(named.filter((path) => /\.test\.ts$/.test(path)).length).toBeGreaterThan(50);
});

it('lists every page of the handbook in its index', () => {
  const index = read('apps/docs/README.md');
  expect(PAGES.filter((page) => !index.includes(`(handbook/${page})`))).toEqual([]);
});

it.each(['README.md', 'apps/docs/README.md', ...PAGES.map((page) => `apps/docs/handbook/${page}`)])(
  'leads nowhere that is not there: %s',
  (path) => {
    const targets = [...read(path).matchAll(LINK)].map((match) => match[1] ?? '');
    expect(targets.filter((target) => !existsSync(join(ROOT, dirname(path), target)))).toEqual([]);
  },
);
