import {
  Button,
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  localStorageColorSchemeManager,
  type VariantColorsResolver,
} from '@mantine/core';
import { colourVariables, DARK_STEPS, INK_STEPS } from './tokens.ts';

const BUTTON_COLOURS: Record<string, { background: string; hover: string; color: string; border: string }> = {
  filled: {
    background: 'var(--bc-primary)',
    hover: 'color-mix(in srgb, var(--bc-primary) 88%, var(--bc-surface))',
    color: 'var(--bc-primary-text)',
    border: '1px solid var(--bc-primary)',
  },
  default: {
    background: 'var(--bc-surface)',
    hover: 'var(--bc-hover)',
    color: 'var(--bc-ink)',
    border: '1px solid var(--bc-control)',
  },
  subtle: {
    background: 'transparent',
    hover: 'var(--bc-hover)',
    color: 'var(--bc-ink-2)',
    border: '1px solid transparent',
  },
  danger: {
    background: 'var(--bc-surface)',
    hover: 'var(--bc-failed-soft)',
    color: 'var(--bc-failed-fg)',
    border: '1px solid var(--bc-failed-mark)',
  },
  'danger-filled': {
    background: 'var(--bc-failed-fg)',
    hover: 'color-mix(in srgb, var(--bc-failed-fg) 88%, var(--bc-surface))',
    color: 'var(--bc-surface)',
    border: '1px solid var(--bc-failed-fg)',
  },
};

const variantColorResolver: VariantColorsResolver = (input) =>
  BUTTON_COLOURS[input.variant] ?? defaultVariantColorsResolver(input);

const BUTTON_SIZES: Record<string, { height: string; padding: string; font: string }> = {
  sm: { height: '26px', padding: '9px', font: '12px' },
  md: { height: '30px', padding: '11px', font: '13px' },
  lg: { height: '34px', padding: '16px', font: '13px' },
};

export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: 9,
  colors: { ink: INK_STEPS, gray: INK_STEPS, dark: DARK_STEPS },
  defaultRadius: 4,
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, monospace",
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '15px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '18px', md: '20px', lg: '22px', xl: '26px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  breakpoints: { xs: '24em', sm: '51.25em', md: '68.75em', lg: '75em', xl: '88em' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  variantColorResolver,
  components: {
    Button: Button.extend({
      defaultProps: { variant: 'default', size: 'md' },
      vars: (_theme, props) => {
        const size = BUTTON_SIZES[String(props.size ?? 'md')] ?? BUTTON_SIZES['md'];
        return {
          root: {
            '--button-height': size?.height ?? '30px',
            '--button-padding-x': size?.padding ?? '11px',
            '--button-fz': size?.font ?? '13px',
          },
        };
      },
    }),
    ActionIcon: { defaultProps: { variant: 'subtle', size: 26 } },
    Tooltip: {
      defaultProps: { openDelay: 300, withArrow: false, events: { hover: true, focus: true, touch: true } },
    },
    Modal: {
      defaultProps: {
        centered: true,
        size: 480,
        withCloseButton: false,
        closeButtonProps: { 'aria-label': 'Close' },
        radius: 6,
        transitionProps: { duration: 120 },
      },
    },
    Menu: { defaultProps: { transitionProps: { duration: 120 }, radius: 6, shadow: 'md' } },
    Input: { defaultProps: { size: 'xs' } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Dismiss' } } },
  },
});

const SHARED = {
  '--mantine-color-body': 'var(--bc-surface)',
  '--mantine-color-text': 'var(--bc-ink)',
  '--mantine-color-dimmed': 'var(--bc-ink-3)',
  '--mantine-color-placeholder': 'var(--bc-ink-3)',
  '--mantine-color-default': 'var(--bc-surface)',
  '--mantine-color-default-hover': 'var(--bc-hover)',
  '--mantine-color-default-color': 'var(--bc-ink)',
  '--mantine-color-default-border': 'var(--bc-control)',
  '--mantine-color-anchor': 'var(--bc-accent)',
  '--mantine-color-error': 'var(--bc-failed-fg)',
  '--mantine-color-disabled': 'var(--bc-neutral-soft)',
  '--mantine-color-disabled-color': 'var(--bc-ink-3)',
  '--mantine-color-disabled-border': 'var(--bc-line-strong)',
  '--mantine-primary-color-filled': 'var(--bc-primary)',
  '--mantine-primary-color-contrast': 'var(--bc-primary-text)',
};

/** `--bc-*` for both schemes, and Mantine's own variables pointed at them. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {
    '--mantine-shadow-md': '0 1px 2px rgb(0 0 0 / 0.06), 0 12px 32px rgb(0 0 0 / 0.16)',
    '--mantine-line-height': '20px',
  },
  light: { ...colourVariables('light'), ...SHARED },
  dark: { ...colourVariables('dark'), ...SHARED },
});

/** The key is read by `public/color-scheme.js` too. */
export const colorSchemeManager = localStorageColorSchemeManager({ key: 'borgcube-color-scheme' });
