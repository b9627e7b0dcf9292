/**
 * Writes a wiki's HTML export as Confluence Data Center 6 and 7 do: `Title_123.html`, an index with
 * “Space Details” and “Available Pages”, attachments by id, and the date of the export at the foot
 * of every file, so that no two exports have a file in common byte for byte.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  ancestorsOf,
  childrenOf,
  headingsOf,
  pageOf,
  type Block,
  type Wiki,
  type WikiAttachment,
  type WikiPage,
} from './wiki.ts';

export interface ExportChoice {
  /** What the foot of every file says. Default: the wiki's own time. */
  readonly takenOn?: Date;
  /** Ids of the pages to export, as a custom export does; default: all. */
  readonly pages?: readonly number[];
  /** Default: where all pages are exported. */
  readonly hasIndex?: boolean;
  /**
   * How links to pages outside the export read: as if their files were there, or as the address
   * that the page has in the wiki. Both are met. Default: `file`.
   */
  readonly linksOut?: 'file' | 'address';
}

export type ExportFiles = ReadonlyMap<string, string>;

const BASE = 'https://wiki.example.org';
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const two = (number: number): string => String(number).padStart(2, '0');

/** `Mar 02, 2021` */
const shownDay = (date: Date): string =>
  `${MONTHS[date.getUTCMonth()] ?? ''} ${two(date.getUTCDate())}, ${String(date.getUTCFullYear())}`;
/** `Mar 02, 2021 08:05` */
const shownMinute = (date: Date): string =>
  `${shownDay(date)} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Titles with anything but letters, digits, dots, hyphens and spaces name their files by id alone. */
const fileNameOf = ({ id, title }: Pick<WikiPage, 'id' | 'title'>): string =>
  /^[\w .-]+$/.test(title)
    ? `${title.replaceAll(' ', '-')}_${String(id)}.html`
    : `${String(id)}.html`;

/** `id="TideTables-Readings"`; a second heading of the same words gets a number. */
function anchorsOf(page: WikiPage): readonly string[] {
  const seen = new Map<string, number>();
  return headingsOf(page).map((heading) => {
    const anchor = `${page.title}-${heading}`.replace(/\s/g, '');
    const times = seen.get(anchor) ?? 0;
    seen.set(anchor, times + 1);
    // Confluence puts `id-` before what begins with a digit.
    const id = times === 0 ? anchor : `${anchor}.${String(times)}`;
    return /^\d/.test(id) ? `id-${id}` : id;
  });
}

const extensionOf = ({ name }: WikiAttachment): string => name.slice(name.lastIndexOf('.'));

const attachmentPath = (page: WikiPage, attachment: WikiAttachment): string =>
  `attachments/${String(page.id)}/${String(attachment.id)}${extensionOf(attachment)}`;

/** How a link to a page reads in this export. */
type Hrefs = (target: WikiPage) => string;

const plus = (text: string): string => encodeURIComponent(text).replaceAll('%20', '+');

function linkOf(
  wiki: Wiki,
  from: WikiPage,
  block: Extract<Block, { kind: 'link' }>,
  hrefs: Hrefs,
): string {
  const target = wiki.pages.get(block.target);
  if (target === undefined) {
    const title = wiki.trash.get(block.target)?.title ?? 'Unknown';
    const query = `spaceKey=${wiki.key}&amp;title=${plus(title)}&amp;linkCreation=true&amp;fromPageId=${String(from.id)}`;
    return `<p>Once there was <a class="createlink" href="/pages/createpage.action?${query}">${escaped(title)}</a>.</p>`;
  }
  const anchor = block.heading === null ? undefined : anchorsOf(target)[block.heading];
  const href = hrefs(target) + (anchor === undefined ? '' : `#${encodeURIComponent(anchor)}`);
  return `<p>See <a href="${escaped(href)}">the other page</a> for more.</p>`;
}

function blockOf(wiki: Wiki, page: WikiPage, block: Block, anchor: string, hrefs: Hrefs): string {
  switch (block.kind) {
    case 'text':
      return `<p>${escaped(block.words)}</p>`;
    case 'heading':
      return `<h2 id="${escaped(anchor)}">${escaped(block.words)}</h2>`;
    case 'list':
      return `<ul><li>${escaped(block.words)}</li><li><strong>last</strong></li></ul>`;
    case 'table':
      return (
        '<div class="table-wrap"><table class="confluenceTable"><tbody><tr><th class="confluenceTh">Day</th>' +
        `<th class="confluenceTh">Note</th></tr><tr><td class="confluenceTd">1</td><td class="confluenceTd">${escaped(block.words)}</td></tr></tbody></table></div>`
      );
    case 'code':
      return (
        '<div class="code panel pdl" style="border-width: 1px;"><div class="codeContent panelContent pdl">\n' +
        `<pre class="syntaxhighlighter-pre" data-syntaxhighlighter-params="brush: bash; gutter: false; theme: Confluence" data-theme="Confluence">echo "${escaped(block.words)}"</pre>\n</div></div>`
      );
    case 'address':
      return `<p>Or <a href="${BASE}/display/${wiki.key}/${plus(block.title)}">as it was called</a>.</p>`;
    case 'link':
      return linkOf(wiki, page, block, hrefs);
    case 'image': {
      const attachment = page.attachments.find(({ id }) => id === block.attachment);
      if (attachment === undefined) return '';
      const src = attachmentPath(page, attachment);
      return `<p><span class="confluence-embedded-file-wrapper"><img class="confluence-embedded-image" src="${src}" data-image-src="${src}" data-linked-resource-id="${String(attachment.id)}" data-linked-resource-type="attachment" data-linked-resource-default-alias="${escaped(attachment.name)}" data-base-url="${BASE}" data-linked-resource-content-type="${attachment.mediaType}" data-linked-resource-container-id="${String(page.id)}"></span></p>`;
    }
  }
}

function bodyOf(wiki: Wiki, page: WikiPage, hrefs: Hrefs): string {
  const anchors = [...anchorsOf(page)];
  return page.blocks
    .map((block) => {
      const anchor = block.kind === 'heading' ? (anchors.shift() ?? '') : '';
      return blockOf(wiki, page, block, anchor, hrefs);
    })
    .join('');
}

function metadataOf({ creator, createdOn, modifier, modifiedOn }: WikiPage): string {
  const author = `Created by <span class='author'> ${creator}</span>`;
  if (modifier === null) return `${author} on ${shownDay(createdOn)}`;
  const editor = modifier === creator ? '' : ` by <span class='editor'> ${modifier}</span>`;
  return `${author}, last modified${editor} on ${shownDay(modifiedOn)}`;
}

function attachmentsOf(page: WikiPage): string {
  if (page.attachments.length === 0) return '';
  const links = page.attachments.map(
    (
      attachment,
    ) => `                                <img src="images/icons/bullet_blue.gif" height="8" width="8" alt=""/>
                                <a href="${attachmentPath(page, attachment)}">${escaped(attachment.name)}</a> (${attachment.mediaType})
                                <br/>
`,
  );
  return `
                                        <div class="pageSection group">
                        <div class="pageSectionHeader">
                            <h2 id="attachments" class="pageSectionTitle">Attachments:</h2>
                        </div>

                        <div class="greybox" align="left">
${links.join('')}                                                    </div>
                    </div>
`;
}

function commentsOf(page: WikiPage): string {
  if (page.comments.length === 0) return '';
  const rows = page.comments.map(
    ({ id, author, at, words }) => `                                                        <tr>
                                <td >
                                    <a name="comment-${String(id)}"></a>
                                    <font class="smallfont"><p>${escaped(words)}</p></font>
                                    <div align="left" class="smallfont" style="color: #666666; width: 98%; margin-bottom: 10px;">
                                        <img src="images/icons/contenttypes/comment_16.png" height="16" width="16" border="0" align="absmiddle"/>
                                        Posted by ${author} at ${shownMinute(at)}
                                    </div>
                                </td>
                            </tr>
`,
  );
  return `
                                                        <div class="pageSection group">
                        <div class="pageSectionHeader">
                            <h2 id="comments" class="pageSectionTitle">Comments:</h2>
                        </div>

                        <table border="0" width="100%">
${rows.join('')}                                                    </table>
                    </div>
`;
}

const headOf = (title: string): string => `<!DOCTYPE html>
<html>
    <head>
        <title>${escaped(title)}</title>
        <link rel="stylesheet" href="styles/site.css" type="text/css" />
        <META http-equiv="Content-Type" content="text/html; charset=UTF-8">
    </head>

    <body class="theme-default aui-theme-default">
        <div id="page">
            <div id="main" class="aui-page-panel">
                <div id="main-header">
`;

const footOf = (takenOn: Date): string => `
                </div>             </div> 
            <div id="footer" role="contentinfo">
                <section class="footer-body">
                    <p>Document generated by Confluence on ${shownMinute(takenOn)}</p>
                    <div id="footer-logo"><a href="https://www.atlassian.com/">Atlassian</a></div>
                </section>
            </div>
        </div>     </body>
</html>
`;

const HOME_MARK =
  '<img src="images/icons/contenttypes/home_page_16.png" height="16" width="16" border="0" align="absmiddle"';

/** One page's file. `hrefs` says how its links to other pages read. */
function pageFile(wiki: Wiki, page: WikiPage, takenOn: Date, hrefs: Hrefs): string {
  const heading = `${wiki.name} : ${page.title}`;
  const crumbs = ancestorsOf(wiki, page).map(
    (ancestor) => `                                                    <li>
                                <span><a href="${fileNameOf(ancestor)}">${escaped(ancestor.title)}</a></span>
                            </li>
`,
  );
  const mark =
    page.id === wiki.home
      ? `                                                    ${HOME_MARK} alt="Home Page" style="float: none; vertical-align: middle;"/>\n`
      : '';
  return `${headOf(heading)}                    <div id="breadcrumb-section">
                        <ol id="breadcrumbs">
                            <li class="first">
                                <span><a href="index.html">${escaped(wiki.name)}</a></span>
                            </li>
${crumbs.join('')}                                                </ol>
                    </div>
                    <h1 id="title-heading" class="pagetitle">
${mark}                                                <span id="title-text">
                            ${escaped(heading)}
                        </span>
                    </h1>
                </div>

                <div id="content" class="view">
                    <div class="page-metadata">
                        
        
    
        
    
        
        
            ${metadataOf(page)}
                        </div>
                    <div id="main-content" class="wiki-content group">
                    ${bodyOf(wiki, page, hrefs)}
                    </div>
${attachmentsOf(page)}                    
${commentsOf(page)}                                      ${footOf(takenOn)}`;
}

const detail = (label: string, value: string): string => `                        <tr>
                            <th class="confluenceTh">${label}</th>
                            <td class="confluenceTd">${value}</td>
                        </tr>
`;

/** Confluence gives every child a list of its own. */
function treeItem(
  wiki: Wiki,
  page: WikiPage,
  children: ReadonlyMap<number | null, readonly WikiPage[]>,
): string {
  const mark = page.id === wiki.home ? `\n         ${HOME_MARK}/>` : '';
  const below = (children.get(page.id) ?? [])
    .map((child) => `            <ul>\n${treeItem(wiki, child, children)}            </ul>\n`)
    .join('');
  return `                    <li>
                <a href="${fileNameOf(page)}">${escaped(page.title)}</a>
${mark}${below}
                    </li>
`;
}

/** The index of the pages given, each below its nearest ancestor that is among them. */
function indexFile(wiki: Wiki, pages: readonly WikiPage[], takenOn: Date): string {
  const listed = new Set(pages.map(({ id }) => id));
  const children = new Map<number | null, WikiPage[]>();
  for (const page of pages) {
    const parent = ancestorsOf(wiki, page).findLast(({ id }) => listed.has(id))?.id ?? null;
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [page]);
    else siblings.push(page);
  }
  const tops = (children.get(null) ?? []).map((page) => treeItem(wiki, page, children));
  return `${headOf(`${wiki.key} (${wiki.name})`)}                    <h1 id="title-heading" class="pagetitle">
                        <span id="title-text">Space Details:</span>
                    </h1>
                </div>

                <div id="content">
                    <div id="main-content" class="pageSection">
                    <table class="confluenceTable">
${detail('Key', wiki.key)}${detail('Name', escaped(wiki.name))}${detail('Description', '')}${detail('Created by', `Ines Okafor (${shownDay(pageOf(wiki, wiki.home).createdOn)})`)}                    </table>
                    </div> 
                    <br/>
                    <br/>

                    <div class="pageSection">
                        <div class="pageSectionHeader">
                            <h2 class="pageSectionTitle">Available Pages:</h2>
                        </div>
                            <ul>
            ${tops.join('')}            </ul>
                    </div>
${footOf(takenOn)}`;
}

/** The files of an export, by path. */
export function exportFiles(wiki: Wiki, choice: ExportChoice = {}): ExportFiles {
  const { takenOn = wiki.now, linksOut = 'file' } = choice;
  const chosen = choice.pages === undefined ? null : new Set(choice.pages);
  const pages = [...wiki.pages.values()].filter(({ id }) => chosen?.has(id) ?? true);
  const hasIndex = choice.hasIndex ?? chosen === null;
  const files = new Map<string, string>([
    ['styles/site.css', 'body { margin: 0 }\n'],
    ['images/icons/bullet_blue.gif', 'GIF89a'],
  ]);
  const hrefs: Hrefs = (target) =>
    linksOut === 'file' || (chosen?.has(target.id) ?? true)
      ? fileNameOf(target)
      : `${BASE}/pages/viewpage.action?pageId=${String(target.id)}`;
  for (const page of pages) {
    files.set(fileNameOf(page), pageFile(wiki, page, takenOn, hrefs));
    for (const attachment of page.attachments) {
      files.set(attachmentPath(page, attachment), attachment.content);
    }
  }
  if (hasIndex) files.set('index.html', indexFile(wiki, pages, takenOn));
  return files;
}

/** Writes files below a folder, which is made. */
export function writeExport(folder: string, files: ExportFiles): string {
  const made = new Set<string>();
  for (const [path, content] of files) {
    const place = join(folder, path);
    if (!made.has(dirname(place))) mkdirSync(dirname(place), { recursive: true });
    made.add(dirname(place));
    writeFileSync(place, content);
  }
  return folder;
}

/** A page as this export shows it, links by id: what two exports have in common while it is unchanged. */
export const shownState = (wiki: Wiki, page: WikiPage): string =>
  JSON.stringify([
    page.title,
    page.parent,
    metadataOf(page),
    bodyOf(wiki, page, ({ id }) => `page:id/${String(id)}`),
    page.attachments.map(({ id, name }) => [id, name]),
    page.comments,
  ]);

/** All pages below a page in the order of the tree, itself first. */
export function subtreeOf(wiki: Wiki, top: number): readonly number[] {
  const ids = [top];
  for (const id of ids) ids.push(...childrenOf(wiki, id).map((child) => child.id));
  return ids;
}
