/** The states a thing can be in, worst first where several hold; each has its own icon, word and three colours. */
export const TONES = ['failed', 'suspect', 'stale', 'warning', 'running', 'ok', 'neutral'] as const;
export type Tone = (typeof TONES)[number];

/** Every colour of the console as `[light, dark]`; `--bc-<name>` in CSS. Nothing else names a colour. */
export const COLOURS = {
  bg: ['#F2F4F1', '#0C100F'],
  surface: ['#FFFFFF', '#131817'],
  sunken: ['#F8F9F7', '#0F1413'],
  hover: ['#F0F3F0', '#1A211F'],
  line: ['#E1E6E2', '#242C29'],
  'line-strong': ['#C9D1CC', '#37423D'],
  control: ['#828D87', '#66726C'],
  ink: ['#141C19', '#E6ECE8'],
  'ink-2': ['#44504A', '#B4BFB9'],
  'ink-3': ['#5E6A64', '#8F9B95'],
  primary: ['#17211D', '#E6ECE8'],
  'primary-text': ['#FFFFFF', '#0C100F'],
  accent: ['#1B59C2', '#86B2FF'],
  focus: ['#1B59C2', '#86B2FF'],
  'accent-soft': ['#E5EDFB', '#15243D'],
  brand: ['#1F7A5C', '#4FBF93'],
  'ok-quiet': ['#BFDCCB', '#1E4634'],
  'ok-fg': ['#1A6647', '#71CDA2'],
  'ok-soft': ['#E2F1E8', '#12291F'],
  'ok-mark': ['#2F8F66', '#3EA577'],
  'running-fg': ['#1B59C2', '#86B2FF'],
  'running-soft': ['#E5EDFB', '#15243D'],
  'running-mark': ['#2F6FDB', '#4C88E8'],
  'warning-fg': ['#7D5000', '#E8BA5C'],
  'warning-soft': ['#FBF0D6', '#2D2411'],
  'warning-mark': ['#B57A00', '#C7922B'],
  'failed-fg': ['#AE231B', '#FF938A'],
  'failed-soft': ['#FBE7E4', '#391917'],
  'failed-mark': ['#CF3A30', '#E4564B'],
  'suspect-fg': ['#74369F', '#D2A8F5'],
  'suspect-soft': ['#F2E8FA', '#2A1C39'],
  'suspect-mark': ['#9152C4', '#A86FD8'],
  'stale-fg': ['#92430B', '#F2A570'],
  'stale-soft': ['#FBEADC', '#342112'],
  'stale-mark': ['#C4662A', '#CE7A3B'],
  'neutral-fg': ['#48544E', '#AAB5AF'],
  'neutral-soft': ['#EBEFEC', '#1E2523'],
  'neutral-mark': ['#7D8882', '#75817B'],
} as const satisfies Record<string, readonly [light: string, dark: string]>;

export type ColourName = keyof typeof COLOURS;

/** Ten steps of ink for Mantine's light parts, palest first. */
export const INK_STEPS = [
  '#F8F9F7',
  '#F2F4F1',
  '#EBEFEC',
  '#E1E6E2',
  '#C9D1CC',
  '#828D87',
  '#5E6A64',
  '#44504A',
  '#2A3531',
  '#141C19',
] as const;

/** Ten steps for Mantine's dark parts, palest first. */
export const DARK_STEPS = [
  '#E6ECE8',
  '#B4BFB9',
  '#8F9B95',
  '#66726C',
  '#37423D',
  '#242C29',
  '#131817',
  '#0C100F',
  '#0A0D0C',
  '#070908',
] as const;

/** The CSS variables of one scheme. */
export function colourVariables(scheme: 'light' | 'dark'): Record<string, string> {
  const column = scheme === 'light' ? 0 : 1;
  return Object.fromEntries(Object.entries(COLOURS).map(([name, pair]) => [`--bc-${name}`, pair[column]]));
}
