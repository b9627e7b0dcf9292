import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutName, foldName, safeName } from '../../src/publish/safe-name.ts';

describe('safeName', () => {
  it.each([
    ['Plain title', 'Plain title'],
    ['How to: Go', 'How to - Go'],
    ['Q1/Q2 2024', 'Q1-Q2 2024'],
    ['A / B | C', 'A - B - C'],
    ['a : / b', 'a - b'],
    ['C:\\Temp\\x', 'C-Temp-x'],
    ['What? Why?', 'What Why'],
    ['The "best" of *all*', 'The best of all'],
    ['a"b', 'a-b'],
    ['C# guide', 'C guide'],
    ['Issue #12', 'Issue 12'],
    ['[Draft] <b>Plan</b>', 'Draft b-Plan-b'],
    ['R&D', 'R&D'],
    ["Skipper's log", "Skipper's log"],
    ['...hidden', 'hidden'],
    ['--help', 'help'],
    ['ends. ', 'ends'],
    ['a\u00A0\u2003b\t\nc', 'a b c'],
    ['zero\u200Bwidth\u202Eflip\uFEFF', 'zerowidthflip'],
    ['CON', 'CON_'],
    ['nul.txt', 'nul_.txt'],
    ['com1 .x', 'com1_.x'],
    ['Console', 'Console'],
    ['git~1', 'git~1_'],
    ['会議メモ：春', '会議メモ：春'],
    ['Gestió Operativa', 'Gestió Operativa'],
    ['e\u0301tude', '\u00E9tude'],
    ['می\u200Cخواهم', 'می\u200Cخواهم'],
    ['???', ''],
    ['\uD800', ''],
    ['', ''],
  ])('%j becomes %j', (title, name) => {
    expect(safeName(title)).toBe(name);
  });

  it('is stable: a safe name stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (title) => {
        const name = safeName(title);
        expect(safeName(name)).toBe(name);
      }),
      { numRuns: 2000 },
    );
  });

  it('takes a hostile title in time', () => {
    const started = performance.now();
    for (const part of [' ', ':', ' /', '"', '.', '- '])
      expect(safeName(part.repeat(500_000))).toBe('');
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('cutName', () => {
  it('never cuts a grapheme', () => {
    const family = '👨‍👩‍👧';
    expect(cutName(`ab${family}`, { bytes: 100, units: 6 })).toBe('ab');
    expect(cutName('数据库', { bytes: 7, units: 100 })).toBe('数据');
  });

  it('leaves no space or dot at the cut', () => {
    expect(cutName('one two', { bytes: 4, units: 4 })).toBe('one');
    expect(cutName('con.sole', { bytes: 4, units: 4 })).toBe('con_');
  });

  it('cuts even a grapheme that alone is too long', () => {
    const tower = `a${'\u0301'.repeat(50)}`;
    expect(cutName(tower, { bytes: 11, units: 50 }).length).toBe(6);
  });
});

describe('foldName', () => {
  it('is the same for names that a file system may take for one', () => {
    expect(foldName('Straße')).toBe(foldName('STRASSE'));
    expect(foldName('\u00E9')).toBe(foldName('E\u0301'));
    expect(foldName('Σίσυφος')).toBe(foldName('ΣΊΣΥΦΟΣ'));
  });
});
