import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { writeRecords, type Column, type Field, type RecordFormat } from '../../src/cli/records.ts';
import { fakeTerminal } from './fake-terminal.ts';

interface Boat {
  readonly name: string;
  readonly length: number | null;
  readonly crew: readonly string[];
  readonly afloat: boolean;
}

const BOATS: readonly Boat[] = [
  { name: 'Möwe', length: 9.5, crew: ['Ada', 'Bo'], afloat: true },
  { name: '東京丸', length: null, crew: [], afloat: false },
  { name: '=cmd|x, "y"\nz', length: 12, crew: ['Cy'], afloat: true },
];

const COLUMNS: readonly Column<Boat>[] = [
  { name: 'boat_name', of: ({ name }) => name },
  { name: 'length', of: ({ length }) => length, align: 'right' },
  { name: 'crew', of: ({ crew }) => crew },
  { name: 'is_afloat', of: ({ afloat }) => afloat, inTable: false },
];

function printed(
  format: RecordFormat,
  rows: readonly Boat[] = BOATS,
  { isTTY = false, columns = COLUMNS } = {},
): string {
  const terminal = fakeTerminal({ isTTY });
  writeRecords(terminal.stdout, { format, columns, rows });
  return terminal.out();
}

describe('records', () => {
  it('are arrays of objects with the names of the schema in JSON', () => {
    expect(JSON.parse(printed('json'))).toEqual(
      BOATS.map(({ name, length, crew, afloat }) => ({
        boat_name: name,
        length,
        crew,
        is_afloat: afloat,
      })),
    );
    expect(JSON.parse(printed('json', []))).toEqual([]);
  });

  it('are one object a line in NDJSON', () => {
    const lines = printed('ndjson').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(JSON.parse(printed('json')));
    expect(printed('ndjson', [])).toBe('');
  });

  it('are quoted in CSV, and no spreadsheet takes them for formulas', () => {
    expect(printed('csv')).toBe(
      [
        'boat_name,length,crew,is_afloat',
        'Möwe,9.5,Ada; Bo,yes',
        '東京丸,,,no',
        '"\'=cmd|x, ""y""\nz",12,Cy,yes',
        '',
      ].join('\n'),
    );
  });

  it('stay one row each in Markdown', () => {
    expect(printed('markdown').split('\n')).toEqual([
      '| boat name | length | crew | is afloat |',
      '| --- | --: | --- | --- |',
      '| Möwe | 9.5 | Ada, Bo | yes |',
      '| 東京丸 |  |  | no |',
      String.raw`| =cmd\|x, "y"<br>z | 12 | Cy | yes |`,
      '',
    ]);
  });

  it('stand in columns by the width of their characters', () => {
    expect(printed('table').split('\n')).toEqual([
      'boat name      length  crew',
      'Möwe              9.5  Ada, Bo',
      '東京丸',
      '=cmd|x, "y" z      12  Cy',
      '',
    ]);
    expect(printed('table', [])).toBe('');
  });

  it('are cut to the width of a terminal, and never in a pipe', () => {
    const long = [{ name: '長'.repeat(100), length: 1, crew: ['x'.repeat(90)], afloat: true }];
    const [, row = ''] = printed('table', long, { isTTY: true }).split('\n');
    expect(row).toMatch(/^長+… +1 {2}x+…$/u);
    const wide = row.split('長').length - 1;
    expect(row.length + wide).toBeLessThanOrEqual(80);
    expect(printed('table', long)).toContain('長'.repeat(100));
  });

  it('show no control characters of a source', () => {
    const rows = [{ name: 'a\u001b[31mb', length: 0, crew: [], afloat: true }];
    expect(printed('table', rows, { isTTY: true })).toContain('a\\u{1b}[31mb');
  });

  const odd = <Value extends Field>(value: Value, name = 'x') => ({
    columns: [{ name, of: () => value }],
    rows: [null],
  });

  it('keep numbers below zero as numbers, and guard only words', () => {
    const terminal = fakeTerminal();
    writeRecords(terminal.stdout, { format: 'csv', ...odd(-1.5) });
    writeRecords(terminal.stdout, { format: 'csv', ...odd('-1.5') });
    expect(terminal.out()).toBe("x\n-1.5\nx\n'-1.5\n");
  });

  it('keep the order of columns that are called like numbers', () => {
    const terminal = fakeTerminal();
    const columns = ['2021', 'b', '2020', '__proto__'].map((name) => ({ name, of: () => name }));
    writeRecords(terminal.stdout, { format: 'ndjson', columns, rows: [null] });
    expect(terminal.out()).toBe('{"2021":"2021","b":"b","2020":"2020","__proto__":"__proto__"}\n');
  });

  it.each([
    ['a\rb\r\nc', '| a<br>b<br>c |'],
    [
      'see https://example.org/a_b_c?x=1&y=2 and _this_',
      String.raw`| see https://example.org/a_b_c?x=1&y=2 and \_this\_ |`,
    ],
    ['~~x~~ &lt;', String.raw`| \~\~x\~\~ \&lt; |`],
  ])('stay one cell of Markdown: %j', (text, line) => {
    const terminal = fakeTerminal();
    writeRecords(terminal.stdout, { format: 'markdown', ...odd(text) });
    expect(terminal.out().split('\n')[2]).toBe(line);
  });

  it('have heads of one line', () => {
    const terminal = fakeTerminal();
    writeRecords(terminal.stdout, { format: 'table', ...odd(3, '1 +\n \u001b2') });
    expect(terminal.out()).toBe('1 + \\u{1b}2\n3\n');
  });

  it.each(['csv', 'markdown'] as const)(
    'do not let words of a source move the cursor: %s',
    (format) => {
      const terminal = fakeTerminal({ isTTY: true });
      writeRecords(terminal.stdout, { format, ...odd('a\u001b[31mb') });
      expect(terminal.out()).not.toContain('\u001b');
    },
  );

  it('have JSON that YAML reads too', () => {
    expect(parse(printed('json'))).toEqual(JSON.parse(printed('json')));
  });
});
