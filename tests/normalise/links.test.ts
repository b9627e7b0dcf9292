import { describe, expect, it } from 'vitest';
import { convert, markdownOf } from './convert.ts';

describe('links', () => {
  it.each([
    [
      'page by id in the markup',
      '<p><a href="x.html#A" data-linked-resource-id="7" data-linked-resource-type="page">t</a></p>',
      '[t](page:id/7#A)',
    ],
    [
      'text is the address',
      '<p><a href="https://a.example/x_y">https://a.example/x_y</a></p>',
      '<https://a.example/x_y>',
    ],
    [
      'brackets in the text',
      '<p><a href="https://a.example/">[a] b]</a></p>',
      '[\\[a\\] b\\]](https://a.example/)',
    ],
    [
      'parentheses and spaces in the address',
      '<p><a href="https://a.example/a (b">t</a></p>',
      '[t](https://a.example/a%20%28b)',
    ],
    [
      'a block in a link',
      '<a href="https://a.example/"><div>t</div></a>',
      '[t](https://a.example/)',
    ],
    ['no text', '<p>a<a href="https://a.example/"> </a>b</p>', 'a b'],
    [
      'formatting in a link',
      '<p><a href="https://a.example/"><strong>t</strong></a></p>',
      '[**t**](https://a.example/)',
    ],
    [
      'a link that its formatting split',
      '<p><a href="https://a.example/">two </a><a href="https://a.example/"><em>words</em></a></p>',
      '[two _words_](https://a.example/)',
    ],
    ['a link without a page', '<p><span class="nolink">t</span></p>', 't'],
  ])('%s', (_name, html, expected) => {
    expect(markdownOf(html)).toBe(expected);
  });

  it('names the page that a red link would be, in case that is there', () => {
    const { markdown, links, diagnostics } = convert(
      '<p>see <a class="createlink" href="/pages/createpage.action?spaceKey=K&amp;title=New">New</a></p>',
    );
    expect(markdown).toBe('see [New](page:title/k/new)');
    expect(links).toMatchObject([{ kind: 'page', text: 'New', removed: false }]);
    expect(diagnostics).toEqual([]);
  });

  it('keeps the words of a red link that names no page', () => {
    const { markdown, links, diagnostics } = convert(
      '<p>see <a class="createlink" href="#">New</a></p>',
    );
    expect(markdown).toBe('see New');
    expect(links).toMatchObject([{ kind: 'page', text: 'New', removed: true }]);
    expect(diagnostics).toEqual(['link-broken']);
  });

  it('reports one red link where the editor split it, and one that Confluence had lost', () => {
    const href = '/pages/createpage.action?spaceKey=K&amp;title=New+Page';
    const { markdown, links, diagnostics } = convert(
      `<p><a class="createlink" href="${href}">New </a><a class="createlink" href="${href}">page</a>, <a class="unresolved" href="#">Old</a></p>`,
    );
    expect(markdown).toBe('[New page](page:title/k/new%20page), Old');
    expect(links.map(({ text }) => text)).toEqual(['New page', 'Old']);
    // Whether the first one is there is known only once all pages are.
    expect(diagnostics).toEqual(['link-broken']);
  });

  it('writes a mention as a name and remembers the person', () => {
    const { markdown, mentions, links } = convert(
      '<p>ask <a class="confluence-userlink user-mention" data-account-id="ab:12" href="https://wiki.example.org/wiki/people/ab:12?ref=confluence">@Ada Byron</a><time datetime="2020-02-01">01 Feb 2020</time></p>',
    );
    expect(markdown).toBe('ask @Ada Byron 01 Feb 2020');
    expect(mentions).toMatchObject([
      { displayName: 'Ada Byron', accountId: 'ab:12', username: null },
    ]);
    expect(links).toMatchObject([{ kind: 'person', removed: true }]);
  });
});

describe('anchors', () => {
  it.each([
    [
      'the heading’s id',
      '<h2 id="FieldGuide-OldOak">Old Oak</h2><p><a href="#FieldGuide-OldOak">x</a></p>',
      '[x](#old-oak)',
    ],
    [
      'the new editor’s spelling',
      '<h2 id="Old-Oak">Old Oak</h2><p><a href="#Old-Oak">x</a></p>',
      '[x](#old-oak)',
    ],
    [
      'the spelling where a dump lost the ids',
      '<h2>Old Oak</h2><p><a href="#FieldGuide-OldOak">x</a></p>',
      '[x](#old-oak)',
    ],
    [
      'an anchor macro',
      '<h2 id="a">Elm</h2><p><span class="confluence-anchor-link" id="FieldGuide-here"></span>t <a href="#FieldGuide-here">x</a></p>',
      't [x](#elm)',
    ],
    [
      'a name in the heading, as 2.x wrote it',
      '<h2><a name="Guide-Elm"></a>Elm</h2><p><a href="#Guide-Elm">x</a></p>',
      '[x](#elm)',
    ],
    [
      'a repeated heading',
      '<h2 id="a">Elm</h2><h2 id="b">Elm</h2><p><a href="#b">x</a></p>',
      '[x](#elm-1)',
    ],
    [
      'an anchor above all headings',
      '<p><a name="top"></a>t <a href="#top">x</a></p>',
      't [x](#field-guide)',
    ],
  ])('%s', (_name, html, expected) => {
    expect(markdownOf(html).split('\n\n').at(-1)).toBe(expected);
  });

  it('reports a link to a heading that is not there', () => {
    const { markdown, diagnostics } = convert('<p><a href="#gone">x</a></p>');
    expect([markdown, diagnostics]).toEqual(['x', ['anchor-broken']]);
  });
});

describe('images', () => {
  it.each([
    [
      'by the id in the markup',
      '<p><img class="confluence-embedded-image" src="attachments/1/2.png" data-linked-resource-id="9" data-linked-resource-type="attachment" data-linked-resource-default-alias="tree.png" width="200"></p>',
      '![tree.png](attachment:id/9)',
    ],
    [
      'a thumbnail and its original',
      '<p><img src="download/thumbnails/1/2" data-image-src="attachments/1/3.jpg?effects=border-simple"></p>',
      '![](attachment:id/3)',
    ],
    [
      'external',
      '<p><img src="https://a.example/x.gif" alt="a [b]"></p>',
      '![a \\[b\\]](https://a.example/x.gif)',
    ],
    [
      'in a link',
      '<p><a href="https://a.example/"><img src="attachments/1/2.png"></a></p>',
      '[![](attachment:id/2)](https://a.example/)',
    ],
    [
      'bold',
      '<p><strong><img src="attachments/1/2.png"><br></strong>a</p>',
      '![](attachment:id/2)  \na',
    ],
    [
      'a figure',
      '<figure><img src="attachments/1/2.png"><figcaption>Oak</figcaption></figure>',
      '![](attachment:id/2)\n\n_Oak_',
    ],
    [
      'with the title that Confluence 9 shows below',
      '<p><span class="confluence-embedded-file-wrapper"><span class="confluence-embedded-image-wrapper"><img src="attachments/1/2.png"><span class="confluence-embedded-image-title">Oak</span></span></span></p>',
      '![](attachment:id/2)\n\n_Oak_',
    ],
    [
      'that only Cloud’s media service had',
      '<p><img src="https://api.media.atlassian.com/file/1/image?width=3" alt="oak.png"></p>',
      '[missing image: oak.png]',
    ],
    [
      'icons, spinners and avatars',
      '<p>a<img src="images/icons/wait.gif"><img class="userLogo logo" src="x.png"><img src="null/aa-avatar/1"></p>',
      'a',
    ],
    [
      'a gallery',
      '<div class="gallery"><table><tr><td class="gallery-image"><img src="attachments/thumbnails/1/2"><div class="gallery-caption">One</div></td><td class="gallery-image"><img src="attachments/thumbnails/1/3"></td></tr></table></div>',
      '![](attachment:id/2)\n\n_One_\n\n![](attachment:id/3)',
    ],
    [
      'gliffy',
      '<table class="gliffy-macro-table"><tr><td><table class="gliffy-macro-inner-table"><caption align="bottom"></caption><tr><td><img class="gliffy-macro-image" src="attachments/1/2.png"></td></tr></table></td></tr></table>',
      '![](attachment:id/2)',
    ],
  ])('%s', (_name, html, expected) => {
    expect(markdownOf(html)).toBe(expected);
  });

  it.each([
    ['<img src="attachments/100/555.png">', '![plan.pdf](attachment:id/555)'],
    ['<img src="attachments/100/555.png" alt="Plan">', '![Plan](attachment:id/555)'],
    ['<img src="attachments/100/556.png">', '![](attachment:id/556)'],
  ])('names a file as the list of attachments does: %s', (html, expected) => {
    expect(markdownOf(`<p>${html}</p>`)).toBe(expected);
  });

  it('leaves the name of an image that Confluence had lost', () => {
    const { markdown, macros, diagnostics } = convert(
      '<p><img class="confluence-embedded-image" src="plugins/servlet/confluence/placeholder/unknown-attachment" title="oak.png"></p>',
    );
    expect(markdown).toBe('[missing image: oak.png]');
    expect(macros).toEqual([{ name: 'image', outcome: 'lost-at-source', detail: 'oak.png' }]);
    expect(diagnostics).toEqual(['image-missing']);
  });

  it('removes expired tokens from addresses', () => {
    const { markdown, diagnostics } = convert(
      '<p><img src="https://media.example/file/1?token=secret&amp;width=3"></p>',
    );
    expect(markdown).toBe('![](https://media.example/file/1?width=3)');
    expect(diagnostics).toEqual(['secret-removed']);
  });
});

describe('emoticons', () => {
  it.each([
    [
      '<img class="emoticon emoticon-smile" src="images/icons/emoticons/smile.png" data-emoticon-name="smile" alt="(Lächeln)">',
      '🙂',
    ],
    [
      '<img class="emoticon" data-emoji-fallback="😞" src="images/icons/emoticons/72/1f61e.png" alt="(blue star)">',
      '😞',
    ],
    [
      '<img class="emoticon" data-emoji-fallback=":check_mark:" src="images/icons/emoticons/check.png">',
      '✅',
    ],
    ['<img class="rendericon" src="./icons/emoticons/information.png" alt="">', 'ℹ️'],
    ['<img src="images/icons/emoticons/72/1f5d3.png" alt="(blue star)">', '🗓'],
    ['<img class="emoticon" src="emoticons/face.png" alt="(face)">', '(face)'],
  ])('%s', (html, expected) => {
    expect(markdownOf(`<p>${html}</p>`)).toBe(expected);
  });
});
