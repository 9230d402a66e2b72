import { startServer } from '@borgcube/testing/server/start-server';
import { chromium } from '@playwright/test';
import { CHROMIUM } from './chromium.ts';
import type { Measurement } from './measurement.ts';
import { signIn } from './sign-in.ts';

/** What the first page after sign-in costs a browser with an empty cache: requests, and JavaScript as it stood on the wire. */
export async function measureFirstPage(): Promise<Measurement[]> {
  await using server = await startServer();
  const browser = await chromium.launch(CHROMIUM);
  try {
    const first = await browser.newPage();
    await signIn(first, server);
    const cookies = await first.context().cookies();
    const context = await browser.newContext();
    await context.addCookies(cookies);
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    const scripts = new Set<string>();
    let requests = 0;
    let bytes = 0;
    session.on('Network.responseReceived', (event) => {
      requests += 1;
      if (event.type === 'Script' || event.response.url.endsWith('.js')) scripts.add(event.requestId);
    });
    session.on('Network.loadingFinished', (event) => {
      if (scripts.has(event.requestId)) bytes += event.encodedDataLength;
    });
    await page.goto(`${server.url}/`);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.waitForTimeout(2000);
    return [
      {
        name: 'JavaScript of the first page',
        unit: 'kB',
        values: [Math.round(bytes / 100) / 10],
        limit: 230,
      },
      { name: 'requests of the first page', unit: '', values: [requests], limit: 25 },
    ];
  } finally {
    await browser.close();
  }
}
