import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env['BORGCUBE_DEV_SERVER'] ?? 'http://127.0.0.1:8420';
const forwarded = { target: server, changeOrigin: true };

export default defineConfig({
  plugins: [react()],
  build: { target: 'es2023', sourcemap: false, cssCodeSplit: true, modulePreload: { polyfill: false } },
  css: { modules: { generateScopedName: 'bc-[local]-[hash:5]' } },
  server: {
    proxy: { '/trpc': forwarded, '/api': forwarded, '/archives/.*/download': forwarded },
  },
});
