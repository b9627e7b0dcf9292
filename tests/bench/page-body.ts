/** Bodies of pages as Confluence 7 exports them, in the mix in which real spaces have their parts. */
import { word, type Random } from './random.ts';

export interface BodyFacts {
  readonly random: Random;
  /** Words that the wiki has by now. */
  readonly vocabulary: number;
  readonly title: string;
  readonly pageId: number;
  /** The file of some page, and its title. */
  readonly anyPage: () => { readonly href: string; readonly title: string };
  /** File names of the page's attachments, with their paths. */
  readonly attachments: readonly {
    readonly id: number;
    readonly name: string;
    readonly path: string;
  }[];
}

type Part = (facts: BodyFacts) => string;

const words = (facts: BodyFacts, count: number): string =>
  Array.from({ length: count }, () => word(facts.random, facts.vocabulary)).join(' ');

const sentence = (facts: BodyFacts): string => {
  const text = words(facts, facts.random.between(5, 22));
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${facts.random.next() < 0.1 ? ' (see below)' : ''}.`;
};

function inline(facts: BodyFacts): string {
  const kind = facts.random.next();
  const text = words(facts, facts.random.between(1, 3));
  if (kind < 0.35) return `<strong>${text}</strong>`;
  if (kind < 0.5) return `<em>${text}</em>`;
  if (kind < 0.6) return `<code>${text.replaceAll(' ', '_')}</code>`;
  if (kind < 0.8) {
    const { href, title } = facts.anyPage();
    return `<a href="${href}">${title}</a>`;
  }
  return `<a href="https://example.org/${text.replaceAll(' ', '/')}" class="external-link" rel="nofollow">${text}</a>`;
}

const rich = (facts: BodyFacts): string =>
  facts.random.next() < 0.35
    ? `${sentence(facts)} ${inline(facts)} ${sentence(facts)}`
    : sentence(facts);

const paragraph: Part = (facts) =>
  `<p>${Array.from({ length: facts.random.between(1, 5) }, () => rich(facts)).join(' ')}</p>`;

const heading: Part = (facts) => {
  const text = words(facts, facts.random.between(1, 5));
  const level = facts.random.pick([1, 2, 2, 2, 3, 3, 4]);
  const anchor = `${facts.title}-${text}`.replace(/\s/g, '');
  return `<h${String(level)} id="${anchor}">${text}</h${String(level)}>`;
};

function list(facts: BodyFacts, depth: number): string {
  const name = facts.random.pick(['ul', 'ul', 'ol']);
  const items = Array.from({ length: facts.random.between(2, 7) }, () => {
    const nested = depth < 3 && facts.random.next() < 0.15 ? list(facts, depth + 1) : '';
    return `<li>${rich(facts)}${nested}</li>`;
  });
  return `<${name}>${items.join('')}</${name}>`;
}

const table: Part = (facts) => {
  const columns = facts.random.between(2, 6);
  const cells = (tag: string, text: () => string): string =>
    Array.from(
      { length: columns },
      () =>
        `<${tag} colspan="1" class="confluence${tag === 'th' ? 'Th' : 'Td'}">${text()}</${tag}>`,
    ).join('');
  const rows = Array.from(
    { length: facts.random.between(2, 14) },
    () =>
      `<tr>${cells('td', () => (facts.random.next() < 0.1 ? `<p>${sentence(facts)}</p><p>${inline(facts)}</p>` : words(facts, facts.random.between(1, 6))))}</tr>`,
  );
  return `<div class="table-wrap"><table class="wrapped confluenceTable"><tbody><tr>${cells('th', () => words(facts, 1))}</tr>${rows.join('')}</tbody></table></div>`;
};

const code: Part = (facts) => {
  const lines = Array.from(
    { length: facts.random.between(2, 30) },
    () =>
      `${words(facts, 1)}.${words(facts, 1)}(&quot;${words(facts, 2)}&quot;, ${String(facts.random.between(0, 999))});`,
  );
  return (
    '<div class="code panel pdl" style="border-width: 1px;"><div class="codeContent panelContent pdl">\n' +
    `<pre class="syntaxhighlighter-pre" data-syntaxhighlighter-params="brush: java; gutter: false; theme: Confluence" data-theme="Confluence">${lines.join('\n')}</pre>\n</div></div>`
  );
};

const admonition: Part = (facts) => {
  const kind = facts.random.pick(['information', 'note', 'tip', 'warning']);
  return `<div class="confluence-information-macro confluence-information-macro-${kind}"><span class="aui-icon aui-icon-small aui-iconfont-info confluence-information-macro-icon"></span><div class="confluence-information-macro-body"><p>${sentence(facts)}</p></div></div>`;
};

const expand: Part = (facts) =>
  `<div id="expander-${String(facts.pageId)}" class="expand-container"><div id="expander-control-${String(facts.pageId)}" class="expand-control"><span class="expand-control-icon"><img class="expand-control-image" src="images/icons/grey_arrow_down.png" style="vertical-align:middle;"/></span><span class="expand-control-text">${words(facts, 2)}</span></div><div id="expander-content-${String(facts.pageId)}" class="expand-content"><p>${sentence(facts)}</p></div></div>`;

const image: Part = (facts) => {
  const [first] = facts.attachments;
  if (first === undefined) return paragraph(facts);
  return `<p><span class="confluence-embedded-file-wrapper"><img class="confluence-embedded-image" src="${first.path}" data-image-src="${first.path}" data-linked-resource-id="${String(first.id)}" data-linked-resource-type="attachment" data-linked-resource-default-alias="${first.name}" data-linked-resource-content-type="image/png" data-linked-resource-container-id="${String(facts.pageId)}"></span></p>`;
};

const tasks: Part = (facts) =>
  `<ul class="inline-task-list" data-inline-tasks-content-id="${String(facts.pageId)}">${Array.from(
    { length: facts.random.between(1, 4) },
    (_, at) =>
      `<li${facts.random.next() < 0.5 ? ' class="checked"' : ''} data-inline-task-id="${String(at)}">${sentence(facts)}</li>`,
  ).join('')}</ul>`;

/** How often each part stands in a body, in hundredths. */
const MIX: readonly (readonly [share: number, part: Part])[] = [
  [38, paragraph],
  [19, heading],
  [18, (facts) => list(facts, 0)],
  [8, table],
  [6, code],
  [4, admonition],
  [1, expand],
  [4, image],
  [2, tasks],
];

function partOf(random: Random): Part {
  let left = random.between(1, 100);
  for (const [share, part] of MIX) {
    left -= share;
    if (left <= 0) return part;
  }
  return paragraph;
}

/**
 * A body. How many parts it has follows the real exports: half of the pages are small, few are
 * huge (median near 8 kB a file, mean near 16 kB).
 */
export function bodyOf(facts: BodyFacts): string {
  const { random } = facts;
  // The product of uniform numbers is skewed as the sizes of pages are.
  const parts = Math.max(1, Math.floor(9 * Math.exp(1.15 * normal(random))));
  return Array.from({ length: Math.min(parts, 900) }, () => partOf(random)(facts)).join('');
}

/** A number of the standard normal distribution, by Box and Muller. */
const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
