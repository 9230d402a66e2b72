import { definePlugin } from '@borgcube/plugin-kit/define-plugin';

export default definePlugin({ name: 'webhook' });
