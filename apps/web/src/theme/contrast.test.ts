import { expect, test } from 'vitest';
import { contrastRatio } from './contrast.ts';
import { COLOURS, type ColourName, TONES } from './tokens.ts';

const GROUNDS = ['surface', 'bg', 'sunken', 'hover', 'accent-soft'] as const;

/** Ratio of two tokens in both schemes. */
function ratios(front: ColourName, ground: ColourName): [light: number, dark: number] {
  return [
    contrastRatio(COLOURS[front][0], COLOURS[ground][0]),
    contrastRatio(COLOURS[front][1], COLOURS[ground][1]),
  ];
}

function expectAtLeast(front: ColourName, ground: ColourName, least: number) {
  for (const ratio of ratios(front, ground))
    expect(ratio, `${front} on ${ground}`).toBeGreaterThanOrEqual(least);
}

test('the formula gives the extremes and a published pair', () => {
  expect(contrastRatio('#000000', '#FFFFFF')).toBeCloseTo(21, 5);
  expect(contrastRatio('#777777', '#FFFFFF')).toBeCloseTo(4.48, 2);
});

test('text reads on every ground', () => {
  for (const ground of GROUNDS)
    for (const front of ['ink', 'ink-2', 'ink-3', 'accent'] as const) expectAtLeast(front, ground, 4.5);
});

test('borders of controls are seen on every ground they stand on', () => {
  for (const ground of ['surface', 'bg', 'sunken', 'hover'] as const) expectAtLeast('control', ground, 3);
});

test('each state reads as text and shows as a mark', () => {
  for (const tone of TONES) {
    for (const ground of [`${tone}-soft`, 'surface', 'bg', 'accent-soft'] as const)
      expectAtLeast(`${tone}-fg`, ground, 4.5);
    for (const ground of ['surface', 'bg'] as const) expectAtLeast(`${tone}-mark`, ground, 3);
    expectAtLeast('ink-2', `${tone}-soft`, 4.5);
  }
});

test('buttons and the log read', () => {
  expectAtLeast('primary-text', 'primary', 4.5);
  expectAtLeast('surface', 'failed-fg', 4.5);
  expectAtLeast('warning-fg', 'sunken', 4.5);
  expectAtLeast('failed-fg', 'sunken', 4.5);
  expectAtLeast('brand', 'surface', 4.5);
});

test('the ratios written in the design still hold, cut to two digits', () => {
  const written = (front: ColourName, ground: ColourName) =>
    ratios(front, ground).map((ratio) => (Math.floor(ratio * 100) / 100).toFixed(2));
  expect(written('ink', 'surface')).toEqual(['17.35', '14.97']);
  expect(written('ink-3', 'accent-soft')).toEqual(['4.79', '5.39']);
  expect(written('control', 'hover')).toEqual(['3.07', '3.26']);
  expect(written('stale-fg', 'stale-soft')).toEqual(['5.90', '7.57']);
});
