import { isLanguage, load, type Language } from '../core/i18n';

const read = (name: string, fallback: string): string => {
  try { return localStorage.getItem(name) ?? fallback; } catch { return fallback; }
};

const connection = (navigator as { connection?: { saveData?: boolean; effectiveType?: string } }).connection;
const isSlow = connection?.saveData === true || /2g/.test(connection?.effectiveType ?? '');

let theme = $state(read('theme', 'dark') === 'light' ? 'light' : 'dark');
let language = $state<Language>(isLanguage(read('language', 'en')) ? (read('language', 'en') as Language) : 'en');
let isLight = $state(read('light-mode', isSlow ? 'on' : 'off') === 'on');
let hasKeys = $state(read('single-keys', 'on') === 'on');
let catalogue = $state(0);

function keep(name: string, value: string): void {
  try { localStorage.setItem(name, value); } catch { /* Without storage the setting lasts as long as the page. */ }
}

/** How this person likes the application; kept in this browser only. */
export const settings = {
  get theme() { return theme; },
  set theme(value: string) { theme = value; keep('theme', value); apply(); },
  get language() { return language; },
  set language(value: Language) { keep('language', value); void use(value); },
  /** Light mode: no map until asked and fewer bytes, for slow lines. */
  get isLight() { return isLight; },
  set isLight(value: boolean) { isLight = value; keep('light-mode', value ? 'on' : 'off'); },
  /** Whether single keys are shortcuts (WCAG 2.1.4 lets them be turned off). */
  get hasKeys() { return hasKeys; },
  set hasKeys(value: boolean) { hasKeys = value; keep('single-keys', value ? 'on' : 'off'); },
  /** Changes when a catalogue has come, so that texts are drawn again. */
  get catalogue() { return catalogue; },
};

async function use(value: Language): Promise<void> {
  await load(value);
  language = value;
  catalogue++;
  apply();
}

function apply(): void {
  document.documentElement.dataset.theme = theme;
  document.documentElement.lang = language;
}

apply();
void use(language);
