/** Markings of TLP 2.0, exactly as FIRST writes them. What is unknown counts as AMBER+STRICT. */
export const levels = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'] as const;
export type Level = (typeof levels)[number];

export const isLevel = (text: string): text is Level => (levels as readonly string[]).includes(text);

export const levelOf = (text: string | null | undefined): Level => (levels as readonly string[]).includes(text ?? '') ? (text as Level) : 'AMBER+STRICT';

export const highest = (marks: Iterable<string>): Level => {
  let top = 0;
  for (const mark of marks) top = Math.max(top, levels.indexOf(levelOf(mark)));
  return levels[top]!;
};
