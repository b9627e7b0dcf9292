import { describe, expect, it } from 'vitest';
import { hiddenPart, isThemeAsset, kindOfFile } from '../../src/source/file-kind.ts';

describe('kindOfFile', () => {
  it.each(['a.html', 'A.HTM', 'x/y.xhtml', 'n.md', 'n.markdown', 'seed.txt', '.NET_1.html'])(
    '%s may be a page',
    (path) => {
      expect(kindOfFile(path)).toBe('page-candidate');
    },
  );

  it.each(['a.png', 'html', 'a.html.rst', 'attachments/1/2', 'a.docx', 'x.html/y'])(
    '%s is none',
    (path) => {
      expect(kindOfFile(path)).toBe('other');
    },
  );
});

describe('isThemeAsset', () => {
  it.each([
    'styles/site.css',
    'styles/colours',
    'SPACE/styles/site.css',
    'images/icons/contenttypes/home_page_16.png',
    'images/icons/emoticons/72/1f5fa.png',
    'images/icons/profilepics/default.svg',
    'images/border/border_bottom.gif',
    'border/spacer.gif',
    'wikidocs/icons/emoticons/smile.gif',
    'site.css',
  ])('%s belongs to the export itself', (path) => {
    expect(isThemeAsset(path)).toBe(true);
  });

  it.each([
    'attachments/123/456.png',
    'attachments/thumbnails/123/456',
    'attachments/123/site.css',
    'Some page_attachments/icons/a.png',
    'images/plan.png',
    'icons/notes.html',
    'styles/guide.md',
    'icons/plan.pdf',
    'docs.pdf',
  ])('%s does not', (path) => {
    expect(isThemeAsset(path)).toBe(false);
  });
});

describe('hiddenPart', () => {
  it.each([
    ['.git/config', '.git/'],
    ['a/.git/objects/ab/cd', 'a/.git/'],
    ['a/.git/', 'a/.git/'],
    ['__MACOSX/a/._page.html', '__MACOSX/'],
    ['a/._page.html', 'a/._page.html'],
    ['.DS_Store', '.DS_Store'],
    ['attachments/1/Thumbs.db', 'attachments/1/Thumbs.db'],
    ['a.html:Zone.Identifier', 'a.html:Zone.Identifier'],
    ['wiki/CVS/Entries', 'wiki/CVS/Entries'],
    ['.gitignore', '.gitignore'],
  ])('%s is hidden by %s', (path, part) => {
    expect(hiddenPart(path)).toBe(part);
  });

  it.each([
    '.NET-clients_12345.html',
    '.NET_attachments/plan.png',
    'Home_attachments/.profile',
    'attachments/123/.profile',
    'CVS/Branches_123.html',
    'a..b/c.html',
    '-.html',
    'a/b/',
  ])('%s is visible', (path) => {
    expect(hiddenPart(path)).toBeNull();
  });
});
