// npm run build: builds what changed.
import { buildOrExit } from './built-parts.mjs';
import { endChildrenWithMe } from './end-with-parent.mjs';

endChildrenWithMe();
await buildOrExit();
