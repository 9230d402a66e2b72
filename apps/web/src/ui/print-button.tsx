import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { colourVariables } from '../theme/tokens.ts';

/** Paper is light whatever the screen is. */
const ON_PAPER = Object.entries(colourVariables('light'))
  .map(([name, value]) => `${name}: ${value};`)
  .join(' ');

/** Prints what the page says: each part leaves out on paper what is there to be pressed. */
export function PrintButton() {
  return (
    <>
      <style media="print">{`:root[data-mantine-color-scheme] { ${ON_PAPER} }`}</style>
      <Button
        leftSection={<IconPrinter size={14} stroke={1.75} aria-hidden />}
        onClick={() => window.print()}
      >
        Print
      </Button>
    </>
  );
}
