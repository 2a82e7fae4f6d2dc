/** A table in the browser: only to show cells, to let a person mend them, and to write it back. What is right or wrong the server says. */
export type Table = { rows: string[][]; numbers: number[] };

/** Reads comma-separated text. Row numbers are those of a spreadsheet: the header is row 1, a cell of many lines is still one row. */
export function readTable(text: string): Table {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  const source = text.replace(/^\ufeff/, '');
  const endRow = () => { row.push(cell); rows.push(row); [row, cell] = [[], '']; };
  for (let i = 0; i < source.length; i++) {
    const letter = source[i]!;
    if (isQuoted) {
      if (letter !== '"') cell += letter;
      else if (source[i + 1] === '"') { cell += '"'; i++; } else isQuoted = false;
    } else if (letter === '"' && cell === '') isQuoted = true;
    else if (letter === ',') { row.push(cell); cell = ''; }
    else if (letter === '\n') endRow();
    else if (letter !== '\r') cell += letter;
  }
  if (cell !== '' || row.length > 0) endRow();
  for (const each of rows) each.forEach((written, at) => { each[at] = restored(written); });
  return { rows, numbers: rows.map((_, i) => i + 1) };
}

/** A spreadsheet would compute it. Plain negative numbers stay numbers. */
const isFormula = (cell: string) => /^'*[=+\-@\t\r]/.test(cell) && !/^-\d+(\.\d+)?([eE][+-]?\d+)?$/.test(cell);

/** An apostrophe makes it text to a spreadsheet; whatever reads a table, here or at the server, takes it away again. */
const defused = (cell: string) => (isFormula(cell) ? `'${cell}` : cell);
const restored = (cell: string) => (cell.startsWith("'") && isFormula(cell.slice(1)) ? cell.slice(1) : cell);
const quoted = (cell: string) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

export const writeTable = (rows: readonly string[][]): string =>
  `${rows.map((row) => row.map((cell) => quoted(defused(cell))).join(',')).join('\n')}\n`;

/** The row and the column that a problem points at, for example "row 31, written_at". */
export function placeOf(pointer: string, line: number, header: readonly string[]): { row: number; column: number; name: string } {
  const [, row, name = ''] = /^row (\d+)(?:, (.+))?$/.exec(pointer) ?? [null, String(line), pointer];
  return { row: Number(row), column: header.findIndex((each) => each.trim().toLowerCase() === name), name };
}

/** The rows of one report: its first row and those after it that repeat its id or leave it empty. */
export function rowsOf(table: Table, first: number, header: readonly string[]): string[][] {
  const id = header.findIndex((each) => each.trim().toLowerCase() === 'report');
  const report = table.rows[first - 1]?.[id];
  const rows = table.rows[first - 1] ? [table.rows[first - 1]!] : [];
  for (let at = first; at < table.rows.length; at++) {
    const row = table.rows[at]!;
    if (row[id] !== report && row[id] !== '') break;
    rows.push(row);
  }
  return rows;
}
