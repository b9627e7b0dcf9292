import { describe, expect, it } from 'vitest';
import { convert, markdownOf } from './convert.ts';

describe('live widgets', () => {
  it.each([
    [
      'toc',
      "<style>div{}</style><div class='toc-macro'><ul><li><a href='#a'>A</a></li></ul></div>",
    ],
    [
      'page-tree',
      '<div class="plugin_pagetree"><ul><div class="plugin_pagetree_children"></div></ul></div>',
    ],
    [
      'recently-updated',
      '<div class="recently-updated recently-updated-concise"><ul><li>Ada changed a page</li></ul></div>',
    ],
    [
      'contributors',
      '<div class="plugin-contributors"><ul><li><a href="/wiki/display/~ada">Ada</a> (today)</li></ul></div>',
    ],
    ['live-search', '<div class="search-macro"><form name="livesearchForm"><input></form></div>'],
    [
      'recently-updated',
      '<ul><li><p><a href="null/display/~1"><img src="null/aa-avatar/1"></a></p><ul><li><a href="null/display/~1">Ada</a></li><li><a href="A_12345.html">A</a> contributed</li></ul></li></ul>',
    ],
    ['contributors', '<ul><li><a href="/wiki/display/~1">Ada</a> (41 days ago)</li></ul>'],
    [
      'recently-updated',
      '<p><a href="/wiki/plugins/recently-updated/changes.action?theme=social">More</a> <img src="images/icons/wait.gif" alt="Please wait"></p>',
    ],
  ])('%s goes, and its heading with it', (name, html) => {
    const { markdown, macros } = convert(`<p>a</p><h2>Over</h2>\n${html}<h2>B</h2><p>c</p>`);
    expect(markdown).toBe('a\n\n## B\n\nc');
    expect(macros.map((macro) => [macro.name, macro.outcome])).toContainEqual([name, 'omitted']);
    expect(macros).toContainEqual({ name: 'widget-heading', outcome: 'omitted', detail: 'Over' });
  });

  it('keeps the words of a widget in its list of macros apart', () => {
    const list = '<ul><li><a href="/wiki/display/~1">Ada</a> (today)</li><li><b>B</b>ob</li></ul>';
    const { macros } = convert(`<div class="plugin-contributors"><h2>Who</h2>${list}</div>`);
    expect(macros.map(({ detail }) => detail)).toEqual(['Who Ada (today) Bob']);
  });

  it('keeps the heading, bold ones too, where anything else follows', () => {
    const list = '<ul><li><a href="/wiki/display/~1">Ada</a> (today)</li></ul>';
    expect(markdownOf(`<p><strong>Who</strong></p>${list}<p>and others</p>`)).toBe(
      '**Who**\n\nand others',
    );
    expect(markdownOf(`<p><strong>Who</strong></p>${list}<p><strong>What</strong></p>`)).toBe(
      '**What**',
    );
  });

  const TOC =
    '<style>/**/</style><div class="toc-macro"><ul><li><a href="#a">A</a></li></ul></div>';

  it.each([
    ['of a lower level', '<h3>B</h3><p>b</p>'],
    ['as a bold line', '<p><strong>B</strong></p><p>b</p>'],
  ])('keeps a heading over a table of contents when its own section goes on %s', (_name, rest) => {
    const { markdown, macros } = convert(`<h2>Parts</h2><p>${TOC}</p>${rest}`);
    expect(markdown).toMatch(/^## Parts\n\n[^\n]*B/);
    expect(macros.map(({ name }) => name)).toEqual(['toc']);
  });

  it.each(['Contents', 'On this page:', '1. Оглавление', '目次', 'Índice'])(
    'drops “%s” over a table of contents, whatever follows',
    (name) => {
      expect(markdownOf(`<h2>${name}</h2>${TOC}<p>a</p>`)).toBe('a');
      expect(markdownOf(`<h1>${name}</h1>${TOC}<h2>A</h2><p>a</p>`)).toBe('## A\n\na');
      expect(markdownOf(`<h2>${name}</h2><p>a</p>${TOC}`)).toBe(`## ${name}\n\na`);
    },
  );

  it('keeps an author’s list of people', () => {
    expect(markdownOf('<ul><li><a href="/wiki/display/~1">Ada</a></li><li>Bob</li></ul>')).toBe(
      '- Ada\n- Bob',
    );
  });
});

describe('lists of pages and files', () => {
  it.each([
    [
      'children',
      '<ul class=\'childpages-macro\'><li><a href="A_12345.html">A</a> &mdash; <span class="smalltext">about a</span><ul class=\'childpages-macro\'><li><a href="B_12346.html">B</a></li></ul></li></ul>',
      '- [A](page:id/12345) — about a\n  - [B](page:id/12346)',
    ],
    [
      'content-by-label',
      '<ul class="content-by-label"><li><div><span class="icon aui-icon content-type-page" title="Page">Page:</span></div><div class="details"><a href="A_12345.html">A</a> <div class="label-details"><ul class="label-list"><li><a rel="tag" href="/label/x">x</a></li></ul></div></div></li></ul>',
      '- [A](page:id/12345)',
    ],
    [
      'attachments',
      '<div class="plugin_attachments_container"><table class="attachments"><tr class="attachment-row"><td><a class="filename" href="attachments/1/2.pdf">a.pdf</a></td><td><ul class="label-list"><li class="no-labels-message">No labels</li></ul></td></tr><tr class="hidden"><td><a href="$itemRenderedUrl">$itemLabel</a></td></tr></table><div class="plugin_attachments_upload_container">Upload</div></div>',
      '- [a.pdf](attachment:id/2)',
    ],
    [
      'view-file',
      '<p><a class="confluence-embedded-file" href="/download/attachments/1/a.pdf?version=1" data-linked-resource-id="2" data-linked-resource-default-alias="a.pdf"><img src="attachments/thumbnails/1/2"></a></p>',
      '[a.pdf](attachment:id/2)',
    ],
  ])('%s', (name, html, expected) => {
    const { markdown, macros } = convert(html);
    expect(markdown).toBe(expected);
    expect(macros[0]).toMatchObject({ name, outcome: 'converted' });
  });
});

describe('other macros', () => {
  it.each([
    [
      'jira',
      '<p><span class="jira-issue resolved" data-jira-key="AB-1"><a href="https://j.example/browse/AB-1?src=confmacro" class="jira-issue-key"><img class="icon" src="x">AB-1</a> - <span class="summary">Plant a tree</span> <span class="aui-lozenge">Done</span></span></p>',
      '[AB-1](https://j.example/browse/AB-1) - Plant a tree `Done`',
    ],
    [
      'status',
      '<p>is<span class="status-macro aui-lozenge aui-lozenge-success">DONE</span></p>',
      'is `DONE`',
    ],
    [
      'slide-viewer',
      '<div class="vf-slide-viewer-macro" data-attachment="a b.pdf" data-attachment-id="7"><div class="vf-slide-viewer"></div></div>',
      '[a b.pdf](attachment:id/7)',
    ],
    [
      'profile',
      '<div class="profile-macro"><div class="vcard"><a class="userLogoLink" href="/wiki/people/1"><img class="userLogo" src="aa-avatar/1" alt="User icon: Ada"></a><h4><a class="url fn" data-account-id="ab:1" href="/wiki/people/ab:1">Ada Byron</a></h4><div class="email">ada@example.org</div></div></div>',
      'Ada Byron\n\nada@example.org',
    ],
    [
      'message',
      '<div class="aui-message aui-message-error"><p class="title"><strong>Mind</strong></p><p>No page.</p></div>',
      '> [!CAUTION]\n> **Mind**\n>\n> No page.',
    ],
    ['math', '<p>so <span class="mathinline">\\(x^2\\)</span></p>', 'so $x^2$'],
    ['math', '<div class="mathblock">$$ y_1 $$</div>', '$$\ny_1\n$$'],
    [
      'drawio',
      '<div id="drawio-macro-content-1" class="drawio-macro"><img src="attachments/1/2.png"></div>',
      '![](attachment:id/2)',
    ],
    [
      'content-report',
      '<p><table class="aui content-report-table-macro"><thead><tr><th>Title</th></tr></thead><tbody><tr><td class="title"><a href="A_12345.html">A</a></td></tr></tbody></table></p>',
      '| Title |\n| --- |\n| [A](page:id/12345) |',
    ],
    [
      'excerpt-include',
      '<div class="conf-macro output-block" data-macro-name="excerpt-include"><p>a</p></div>',
      'a',
    ],
    ['loading-placeholder', '<p>a<aui-spinner alt="Please wait"></aui-spinner></p>', 'a'],
    ['decision-list', '<ul class="decision-list"><li>We plant.</li></ul>', '- We plant.'],
    [
      'iframe',
      '<p>a<iframe src="//video.example/embed/1"></iframe></p>',
      'a\n\n[video.example/embed/1](https://video.example/embed/1)',
    ],
    ['inline-comment', '<p>a <span class="inline-comment-marker" data-ref="1">b</span></p>', 'a b'],
    [
      'storage-markup',
      '<p><ac:inline-comment-marker ac:ref="1">b</ac:inline-comment-marker></p>',
      'b',
    ],
  ])('%s', (name, html, expected) => {
    const { markdown, macros } = convert(html);
    expect(markdown).toBe(expected);
    expect(macros.map((macro) => macro.name)).toContain(name);
  });

  it.each([
    [
      'a Connect app',
      '<div class="ap-container" id="x"><div class="ap-content"></div><script>var data = {"addon_key":"a","key":"github-markdown"};</script></div>',
      '[macro: github-markdown]',
    ],
    [
      'a Connect app that shows a file of another site',
      '<div class="ap-container"><script>var data = {"key":"remote-file","url":"https://app.example/view.html?token=secret&url=https%3A%2F%2Fcode.example%2Fdocs%2FREADME.md%3Ftoken%3Dsecret%26v%3D1&xdm_e=https%3A%2F%2Fwiki.example.org"};</script></div>',
      '[macro: remote-file](https://code.example/docs/README.md?v=1)',
    ],
    [
      'a Connect app with addresses of its own only',
      '<div class="ap-container"><script>var data = {"key":"board","url":"https://app.example/view.html?image=https%3A%2F%2Fapp.example%2Fa.png&xdm_e=https%3A%2F%2Fwiki.example.org&user=https%3A%2F%2Fme%3Asecret%40code.example"};</script></div>',
      '[macro: board]',
    ],
    [
      'an unknown macro',
      '<div class="error"><span class="error">Unknown macro: {map}</span> </div>',
      '{map}',
    ],
    [
      'braces that were no macro',
      '<p><tt>$</tt><span class="error">Unknown macro: {x}</span> and enum T<span>y</span></p>',
      '`$`{x} and enum Ty',
    ],
    [
      'the picture of an unknown macro',
      '<p><img class="wysiwyg-unknown-macro" src="plugins/servlet/confluence/placeholder/unknown-macro?name=roadmap"></p>',
      '[macro: roadmap]',
    ],
    [
      'a macro that is told in base64',
      '<p><img src="plugins/servlet/confluence/placeholder/macro?definition=e3JvYWRtYXA6YT1ifQ&amp;locale=en_GB"></p>',
      '[macro: roadmap]',
    ],
    [
      'a Connect app in a line',
      '<p>a <span class="ap-container"><span class="ap-content"></span><script>var data = {"key":"dot"};</script></span></p>',
      'a [macro: dot]',
    ],
    [
      'a diagram without a picture',
      '<div class="drawio-macro"><script>draw()</script></div>',
      '[macro: drawio]',
    ],
    ['a broken wiki link', '<p>see <span class="error">&#91;Oak&#93;</span></p>', 'see [Oak]'],
  ])('%s is reported as lost at the source', (_name, html, expected) => {
    const { markdown, macros, diagnostics } = convert(html);
    expect(markdown).toBe(expected);
    expect(macros[0]?.outcome).toBe('lost-at-source');
    expect(diagnostics).toContain('macro-lost-at-source');
  });

  it('counts the blocks of an included page as one macro', () => {
    const { macros } = convert(
      '<p class="conf-macro output-block">a</p>\n<p class="conf-macro output-block">b</p><p>c</p><p class="conf-macro output-block">d</p>',
    );
    expect(macros.map(({ name }) => name)).toEqual(['macro-output', 'macro-output']);
  });

  it('drops colours, scripts and style sheets, also inside headings', () => {
    expect(
      markdownOf(
        '<h2><style>[data-colorid=a]{color:red}</style>A</h2><p><span data-colorid="a">b</span><script>x()</script></p>',
      ),
    ).toBe('## A\n\nb');
  });
});

describe('forms of exports that the corpus does not have', () => {
  it.each([
    [
      'captions of a gallery in the row below',
      '<div class="gallery"><table><tr><td class="gallery-image"><img src="https://a.example/1.png" alt="1"></td><td class="gallery-image"><img src="https://a.example/2.png" alt="2"></td></tr><tr><td><div class="gallery-caption">One</div></td><td><div class="gallery-caption">Two</div></td></tr></table></div>',
      '![1](https://a.example/1.png)\n\n_One_\n\n![2](https://a.example/2.png)\n\n_Two_',
    ],
    [
      'the caption and the places of a Gliffy diagram',
      '<map name="gliffy-map-1"><area href="https://a.example/x" title="The boxes"></map><table class="gliffy-macro-table"><tr><td><table class="gliffy-macro-inner-table"><caption align="bottom">Figure 5</caption><tr><td><img usemap="#gliffy-map-1" class="gliffy-macro-image" src="https://a.example/g.png" alt="g"></td></tr></table></td></tr></table>',
      '![g](https://a.example/g.png)\n\n_Figure 5_\n\n- [The boxes](https://a.example/x)',
    ],
    [
      'excerpts of pages with a label',
      '<ul class="content-by-label"><li><div class="details"><a href="https://a.example/">Home</a><div class="label-details"><a rel="tag" href="/l">x</a></div><blockquote class="excerpt"><p>Where it begins</p></blockquote></div></li></ul>',
      '- [Home](https://a.example/) Where it begins',
    ],
    [
      'decisions of the new editor that leaked',
      '<ac:adf-extension><ac:adf-node type="decision-list"><ac:adf-node type="decision-item"><ac:adf-content>We go</ac:adf-content></ac:adf-node><ac:adf-node type="decision-item"><ac:adf-content>We stay</ac:adf-content></ac:adf-node></ac:adf-node><ac:adf-fallback><ul class="decision-list"><li>We go</li><li>We stay</li></ul></ac:adf-fallback></ac:adf-extension>',
      '- We go\n- We stay',
    ],
    [
      'an emoji of a site’s own',
      '<p>a <img class="emoticon emoticon-blue-star" data-emoji-shortname=":our_bird:" data-emoji-fallback=":our_bird:" data-emoticon-name="blue-star" alt="(blue star)"></p>',
      'a :our_bird:',
    ],
    [
      'errors side by side',
      '<p><div class="error"><span class="error">Unknown macro: {one}</span> </div><div class="error"><span class="error">Unknown macro: {two}</span> </div></p>',
      '{one} {two}',
    ],
    [
      'unknown macros side by side',
      '<p><img class="wysiwyg-unknown-macro" src="plugins/servlet/confluence/placeholder/unknown-macro"><img class="wysiwyg-unknown-macro" src="plugins/servlet/confluence/placeholder/unknown-macro?name=b"></p>',
      '[unknown macro] [macro: b]',
    ],
    [
      'a picture as data',
      '<p>a <img src="data:image/png;base64,AAAA"> b</p>',
      'a [missing image] b',
    ],
    [
      'the card of a page',
      '<p>see <a href="https://a.example/x" data-card-appearance="embed"></a></p>',
      'see <https://a.example/x>',
    ],
    [
      'titles that look like tags',
      '<div class="panel"><div class="panelHeader"><b>Outer &lt;panel&gt;</b></div><div class="panelContent"><p>x</p></div></div>',
      '> **Outer \\<panel>**\n>\n> x',
    ],
    [
      'words for an image that look like tags',
      '<p><img src="https://a.example/1.png" alt="a &lt;x&gt;"></p>',
      '![a \\<x>](https://a.example/1.png)',
    ],
  ])('%s', (_name, html, expected) => {
    expect(convert(html).markdown).toBe(expected);
  });

  it('tells where a link in code led', () => {
    const { markdown, links } = convert('<pre>see <a href="https://a.example/x">this</a></pre>');
    expect(markdown).toBe('```\nsee this\n```');
    expect(links).toMatchObject([{ href: 'https://a.example/x', text: 'this', removed: true }]);
  });

  it('leads to the title where an anchor stands above all headings', () => {
    const { markdown } = convert(
      '<p><span class="confluence-anchor-link" id="T-top"></span></p><p><a href="#T-top">top</a></p>',
      { title: 'My Page' },
    );
    expect(markdown).toBe('[top](#my-page)');
  });
});
