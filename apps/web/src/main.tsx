import './theme/mantine-styles.ts';
import './app.css';
import './theme/mantine-overrides.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/client.ts';
import { router } from './routes/router.tsx';
import { colorSchemeManager, cssVariablesResolver, theme } from './theme/theme.ts';

// A newer console was put in place while this one was open: its old chunks are gone, the page as a whole is not.
window.addEventListener('vite:preloadError', () => location.reload());

const element = document.getElementById('root');
if (!element) throw new Error('The page has no #root element.');
createRoot(element).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
