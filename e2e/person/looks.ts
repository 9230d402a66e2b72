import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

/** What axe finds, and what has to be scrolled sideways, on a desk and on a phone, in light and in dark; one line each. */
export async function faultsInAllLooks(page: Page, path: string): Promise<string[]> {
  const faults: string[] = [];
  for (const [width, size] of [
    ['desk', DESK],
    ['phone', PHONE],
  ] as const) {
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await expect(page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`)).toBeAttached();
      // Between the schemes nothing but colours changes.
      const found = await axeFaults(page, colorScheme === 'dark' ? ['color-contrast'] : []);
      faults.push(...found.map((fault) => `${path} ${width} ${colorScheme}: ${fault}`));
    }
    const sideways = await widerThanPage(page);
    if (sideways !== null) faults.push(`${path} ${width}: scrolls sideways because of ${sideways}`);
  }
  await page.setViewportSize(DESK);
  await page.emulateMedia({ colorScheme: 'light' });
  return faults;
}

async function axeFaults(page: Page, rules: string[]): Promise<string[]> {
  // No frame of another origin is looked into, so that no second page is needed to sum up.
  const builder = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await (rules.length > 0 ? builder.withRules(rules) : builder).analyze();
  return violations.map(({ id, nodes }) => `${id} ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

/** The element that reaches farthest out to the right; null where nothing has to be scrolled. */
function widerThanPage(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return null;
    const right = (element: Element) => element.getBoundingClientRect().right;
    const [widest] = [...document.body.querySelectorAll('*')].sort((one, other) => right(other) - right(one));
    return `${scrollWidth - clientWidth} px of ${widest?.outerHTML.slice(0, 120) ?? 'nothing'}`;
  });
}
