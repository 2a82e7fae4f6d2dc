/**
 * The message catalogue. The English text is its own key; a catalogue of another language maps it to a text of that language. What is
 * missing falls back to English and is counted, so that a translator sees what is left.
 */
export const languages = {
  en: { name: 'English', state: 'source' },
  th: { name: 'ไทย', state: 'unreviewed' },
  my: { name: 'မြန်မာ', state: 'missing' },
  zh: { name: '中文', state: 'missing' },
  vi: { name: 'Tiếng Việt', state: 'missing' },
  km: { name: 'ខ្មែរ', state: 'missing' },
  lo: { name: 'ລາວ', state: 'missing' },
} as const;

export type Language = keyof typeof languages;
export type Catalogue = Readonly<Record<string, string>>;

export const isLanguage = (text: string): text is Language => text in languages;

const loaders: Partial<Record<Language, () => Promise<{ default: Catalogue }>>> = { th: () => import('../i18n/th') };
const missing = new Set<string>();
let current: Catalogue = {};
let isSource = true;

export async function load(language: Language): Promise<void> {
  const loader = loaders[language];
  current = loader ? (await loader()).default : {};
  isSource = language === 'en';
}

/** Texts that the catalogue in use does not have, as far as the page has asked for them. */
export const missingTexts = (): ReadonlySet<string> => missing;

/** The text of a message with its {parts} filled in. */
export function message(text: string, parts: Record<string, string | number> = {}): string {
  const found = current[text];
  if (found === undefined && !isSource) missing.add(text);
  return (found ?? text).replace(/\{(\w+)\}/g, (whole, name: string) => String(parts[name] ?? whole));
}

/** A code of the data as words: "in-service" becomes "in service", or its translation. */
export const codeText = (code: string): string => message(code.replaceAll('-', ' '));

/** The name of an attribute as words: "operatedBy" becomes "operated by", or its translation. */
export const attributeText = (name: string): string =>
  message(name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));

/** The language tag of a name, told by its script, so that fonts, line height and screen readers fit. */
export function languageOf(text: string): string | undefined {
  if (/[\u0e00-\u0e7f]/.test(text)) return 'th';
  if (/[\u1000-\u109f]/.test(text)) return 'my';
  if (/[\u1780-\u17ff]/.test(text)) return 'km';
  if (/[\u0e80-\u0eff]/.test(text)) return 'lo';
  if (/[\u3400-\u9fff]/.test(text)) return 'zh';
  if (/[\u01a0-\u01b0\u1ea0-\u1ef9]/.test(text)) return 'vi';
  return /[a-z]/i.test(text) ? 'en' : undefined;
}
