/** What a file is by its path alone. The lists are data: what exports and their disks carry. */

const PAGE_EXTENSION = /\.(?:html|htm|xhtml|md|markdown|txt)$/i;

/** Whether a file may hold a page; only its content can tell that it does. */
export function kindOfFile(path: string): 'page-candidate' | 'other' {
  return PAGE_EXTENSION.test(path) ? 'page-candidate' : 'other';
}

/** `attachments/<page id>/…` since 3.x, `<Page title>_attachments/…` before. */
const isAttachmentFolder = (name: string): boolean =>
  name === 'attachments' || name.endsWith('_attachments');

/** Folders of pictures that Confluence draws its own pages with: 2.x at the top, later in `images`. */
const PICTURE_FOLDERS: ReadonlySet<string> = new Set(['icons', 'border']);
const PICTURE = /\.(?:gif|png|svg|jpe?g|ico|cur)$/i;

/**
 * Whether the file is part of the export's looks (`styles/site.css`, `images/icons/wait.gif`,
 * `border/spacer.gif`), at any depth, since one folder may hold several exports. Nothing inside an
 * attachments folder is, not even `attachments/thumbnails`: pages may show those.
 */
export function isThemeAsset(path: string): boolean {
  const folders = path.split('/');
  const name = folders.pop() ?? '';
  if (folders.some(isAttachmentFolder) || kindOfFile(name) === 'page-candidate') return false;
  if (name.toLowerCase().endsWith('.css') || folders.at(-1) === 'styles') return true;
  return PICTURE.test(name) && folders.some((folder) => PICTURE_FOLDERS.has(folder));
}

const HIDDEN_NAMES: ReadonlySet<string> = new Set([
  ...['.git', '.svn', '.hg', '.bzr', '_darcs', '__macosx'],
  ...['.ds_store', 'thumbs.db', 'desktop.ini', '.directory'],
]);

/** CVS keeps these in every folder; a space may itself be called CVS, so its pages stay. */
const CVS_FILES: ReadonlySet<string> = new Set(
  ['Entries', 'Entries.Log', 'Entries.Static', 'Repository', 'Root', 'Tag', 'Template'].map(
    (name) => `CVS/${name}`,
  ),
);

/** How every hidden name begins, or what it holds: most paths are seen to have none by one look. */
const MAY_BE_HIDDEN = /(?:^|\/)(?:[._]|cvs\/|thumbs\.db|desktop\.ini)|:Zone\.Identifier/i;

function isHiddenName(name: string, folders: readonly string[], isFolder: boolean): boolean {
  if (HIDDEN_NAMES.has(name.toLowerCase()) || name.startsWith('._')) return true;
  if (isFolder) return name.startsWith('.') && !isAttachmentFolder(name);
  if (name.endsWith(':Zone.Identifier') || CVS_FILES.has(`${folders.at(-1) ?? ''}/${name}`))
    return true;
  // A page may be titled “.NET”, and an attachment may be any file.
  if (kindOfFile(name) === 'page-candidate' || folders.some(isAttachmentFolder)) return false;
  return name.startsWith('.');
}

/**
 * The part of a path that makes it hidden: version control, what desktops leave behind, dot files.
 *
 * @param path relative, with `/`; a folder's path ends in `/`
 * @returns the path itself, or the outermost hidden folder it is in (ending in `/`); null if visible
 */
export function hiddenPart(path: string): string | null {
  if (!MAY_BE_HIDDEN.test(path)) return null;
  const names = path.split('/');
  for (const [index, name] of names.entries()) {
    const isFolder = index < names.length - 1;
    if (name === '' || !isHiddenName(name, names.slice(0, index), isFolder)) continue;
    return names.slice(0, index + 1).join('/') + (isFolder ? '/' : '');
  }
  return null;
}
