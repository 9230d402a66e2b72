import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { precompress } from './precompress.ts';

const server = process.env['BORGCUBE_DEV_SERVER'] ?? 'http://127.0.0.1:8420';
const forwarded = { target: server, changeOrigin: true };

/** What every page needs, and what changes least. */
const VENDOR = /node_modules\/(react|react-dom|scheduler|use-sync-external-store|@tanstack|@trpc)\//;
/** Parts small enough to come with the first page; those built on inputs, menus and dialogs come with theirs. */
const LIGHT_PARTS =
  /apps\/web\/src\/(api|keys|live|theme)\/|apps\/web\/src\/ui\/(?!table|phone-rows|use-row-keys|filter-bar|confirm-dialog|menu-list|record-choice)|node_modules\/@tabler\/|node_modules\/@mantine\/core\/esm\/(core\/|components\/(Button|ActionIcon|UnstyledButton)\/)/;
/** Inputs, menus and dialogs with what they float on: one chunk for all forms. */
const CONTROLS =
  /node_modules\/(@floating-ui|react-remove-scroll|react-number-format|@mantine\/core\/esm\/components\/(Checkbox|Combobox|Input|InputBase|Menu|Modal|ModalBase|NativeSelect|PasswordInput|Popover|Select|Switch|Textarea|TextInput))/;

export default defineConfig({
  plugins: [react(), precompress()],
  build: {
    target: 'es2023',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'vendor', test: VENDOR, priority: 3 },
            { name: 'parts', test: LIGHT_PARTS, priority: 2 },
            { name: 'controls', test: CONTROLS, priority: 1 },
          ],
        },
      },
    },
  },
  css: { modules: { generateScopedName: 'bc-[local]-[hash:5]' } },
  server: {
    proxy: { '/trpc': forwarded, '/api': forwarded, '/archives/.*/download': forwarded },
  },
});
