import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { makeProgram } from './make-program.ts';

const PAGE = fileURLToPath(new URL('../../../docs/handbook/command.md', import.meta.url));

interface Leaf {
  /** `borgcube job show <id>` */
  readonly usage: string;
  readonly command: Command;
}

function leavesOf(command: Command, above = ''): Leaf[] {
  const name = `${above}${command.name()}`;
  if (command.commands.length > 0) return command.commands.flatMap((one) => leavesOf(one, `${name} `));
  const words = command.registeredArguments.map((one) => {
    const word = `${one.name()}${one.variadic ? '...' : ''}`;
    return one.required ? `<${word}>` : `[${word}]`;
  });
  return [{ usage: [name, ...words].join(' '), command }];
}

const leaves = leavesOf(makeProgram());
/** Text below each `### \`borgcube …\`` of the handbook. */
const sections = new Map(
  readFileSync(PAGE, 'utf8')
    .split(/^#{2,3} /m)
    .map((section) => /^`(borgcube [^`]*)`\n(.*)$/s.exec(section))
    .filter((match) => match !== null)
    .map((match) => [match[1] ?? '', match[2] ?? '']),
);

describe('the commands', () => {
  it('are all in the handbook, and nothing else is', () => {
    expect([...sections.keys()].sort()).toEqual(leaves.map(({ usage }) => usage).sort());
  });

  it.each(leaves)('$usage says what it is for, and so does each of its options', ({ command, usage }) => {
    expect(command.description()).not.toBe('');
    const undescribed = command.options.filter(({ description }) => description === '');
    expect(undescribed.map(({ flags }) => flags)).toEqual([]);
    const told = [...(sections.get(usage) ?? '').matchAll(/`[^`\n]*?(--[a-z-]+)/g)].map((match) => match[1]);
    const options = command.options.map(({ long }) => long);
    expect([...new Set(told)].sort()).toEqual([...new Set(options)].sort());
  });

  it.each(leaves)('$usage can print JSON, if it prints at all', ({ command, usage }) => {
    const prints = !['borgcube serve', 'borgcube worker'].includes(usage);
    expect(command.options.some(({ long }) => long === '--json')).toBe(prints);
  });
});
