// npm run build: builds what changed.
import { buildWhatChanged } from './built-parts.mjs';

const failed = buildWhatChanged();
if (failed) {
  console.error(`The ${failed} could not be built.`);
  process.exit(1);
}
