import type { Component } from 'svelte';

export type Page = { default: Component<{ part: string[] }> };
export type Route = { name: string; label: string; href: string; keys: string; roles: string[]; hasTimes: boolean; load: () => Promise<Page> };

const page = (load: () => Promise<unknown>) => load as () => Promise<Page>;
/** Those who read the picture. */
export const everybody = ['analyst', 'policy', 'partner', 'administrator', 'relay', 'registrar', 'protection-lead'];

/** The pages, in the order of the navigation. */
export const routes: readonly Route[] = [
  { name: 'map', label: 'Map', href: '/map', keys: 'G M', roles: everybody, hasTimes: true, load: page(() => import('./pages/map/MapPage.svelte')) },
  { name: 'subjects', label: 'Subjects', href: '/subjects', keys: 'G E', roles: everybody, hasTimes: true, load: page(() => import('./pages/subjects/SubjectsPage.svelte')) },
  { name: 'watch', label: 'Watch', href: '/watch', keys: 'G W', roles: everybody, hasTimes: false, load: page(() => import('./pages/watch/WatchPage.svelte')) },
  { name: 'simulate', label: 'Simulate', href: '/simulate', keys: 'G S', roles: ['analyst', 'policy'], hasTimes: true, load: page(() => import('./pages/simulate/SimulatePage.svelte')) },
  { name: 'actions', label: 'Actions', href: '/actions', keys: 'G A', roles: ['policy', 'analyst', 'partner'], hasTimes: false, load: page(() => import('./pages/actions/ActionsPage.svelte')) },
  { name: 'deliveries', label: 'Deliveries', href: '/deliveries', keys: 'G D', roles: everybody, hasTimes: false, load: page(() => import('./pages/deliveries/DeliveriesPage.svelte')) },
  {
    name: 'register', label: 'Register', href: '/register', keys: 'G R', roles: ['registrar', 'administrator'], hasTimes: false,
    load: page(() => import('./pages/register/RegisterPage.svelte')),
  },
  { name: 'audit', label: 'Audit', href: '/audit', keys: 'G U', roles: ['auditor'], hasTimes: false, load: page(() => import('./pages/audit/AuditPage.svelte')) },
  { name: 'settings', label: 'Settings', href: '/settings', keys: 'G O', roles: [], hasTimes: false, load: page(() => import('./pages/settings/SettingsPage.svelte')) },
];

const subject: Route = { name: 'subject', label: 'Subject', href: '/subjects/', keys: '', roles: [], hasTimes: true, load: page(() => import('./pages/subjects/SubjectPage.svelte')) };

const home: Route = { name: 'home', label: 'Start', href: '/', keys: '', roles: [], hasTimes: false, load: page(() => import('./pages/HomePage.svelte')) };

/** The route of a path and the rest of the path. */
export function routeOf(path: string): { route: Route | null; part: string[] } {
  const [first = '', ...part] = path.slice(1).split('/').filter(Boolean).map(decodeURIComponent);
  if (first === '') return { route: home, part };
  if (first === 'subjects' && part.length > 0) return { route: subject, part };
  return { route: routes.find((route) => route.name === first) ?? null, part };
}
