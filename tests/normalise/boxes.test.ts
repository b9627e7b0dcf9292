import { describe, expect, it } from 'vitest';
import { convert, markdownOf } from './convert.ts';

describe('information boxes of four generations', () => {
  it.each([
    [
      '2.x to 4.x: a table',
      '<table class=\'noteMacro\'><tr><td><img src="icons/emoticons/warning.gif"></td><td><b class="strong">Mind</b><br />The gap is wide.</td></tr></table>',
      '> [!WARNING]\n> **Mind**\n>\n> The gap is wide.',
    ],
    [
      '5.0 to 5.6: names that differ from the boxes',
      '<div class="aui-message warning shadowed information-macro"><span class="aui-icon icon-warning">Icon</span><div class="message-content"><p>Slow road.</p></div></div>',
      '> [!WARNING]\n> Slow road.',
    ],
    [
      '5.0 to 5.6: problem',
      '<div class="aui-message problem information-macro"><p class="title">Stop</p><div class="message-content"><p>No road.</p></div></div>',
      '> [!CAUTION]\n> **Stop**\n>\n> No road.',
    ],
    [
      '5.7 and later',
      '<div class="confluence-information-macro confluence-information-macro-information"><p class="title conf-macro-render">Good to know</p><span class="aui-icon confluence-information-macro-icon"></span><div class="confluence-information-macro-body"><p>Trees grow.</p><ul><li>oak</li></ul></div></div>',
      '> [!NOTE]\n> **Good to know**\n>\n> Trees grow.\n>\n> - oak',
    ],
    [
      '9.x, attributes of accessibility',
      '<div role="region" aria-label="Tip" class="confluence-information-macro confluence-information-macro-tip"><div class="confluence-information-macro-body"><p>Water them.</p></div></div>',
      '> [!TIP]\n> Water them.',
    ],
  ])('%s', (_name, html, expected) => {
    expect(markdownOf(html)).toBe(expected);
  });

  it('goes with the table of contents that it was drawn around', () => {
    const html =
      '<div class="confluence-information-macro confluence-information-macro-note"><p class="title">Contents</p><div class="confluence-information-macro-body"><div class="toc-macro"><ul><li><a href="#a">A</a></li></ul></div></div></div><p>text</p>';
    expect(markdownOf(html)).toBe('text');
  });

  it('keeps the title of an empty box', () => {
    const html =
      '<div class="panel"><div class="panelHeader"><b>To do</b></div><div class="panelContent"></div></div>';
    expect(markdownOf(html)).toBe('**To do**');
  });
});

describe('panels, expands, tabs', () => {
  it('quotes a panel with its title', () => {
    const html =
      '<div class="panel"><div class="panelHeader"><b>See also</b></div><div class="panelContent"><p>one</p><p>two</p></div></div>';
    const { markdown, macros } = convert(html);
    expect(markdown).toBe('> **See also**\n>\n> one\n>\n> two');
    expect(macros).toEqual([{ name: 'panel', outcome: 'converted', detail: 'See also' }]);
  });

  it.each([
    [
      '5.x',
      '<span class="expand-control-icon"><img class="expand-control-image" src="images/icons/grey_arrow_down.png"></span><span class="expand-control-text">More &amp; more</span>',
    ],
    [
      '9.x',
      '<button type="button" class="aui-button"><span class="expand-icon">i</span><span class="expand-control-text">More &amp; more</span></button>',
    ],
  ])('writes an expand of %s as details', (_name, control) => {
    const html = `<div class="expand-container"><div class="expand-control">${control}</div><div class="expand-content"><p>hidden</p></div></div>`;
    expect(markdownOf(html)).toBe(
      '<details>\n<summary>More &amp; more</summary>\n\nhidden\n\n</details>',
    );
  });

  it('writes an expand that hides nothing without a gap', () => {
    const html =
      '<div class="expand-container"><div class="expand-control"><span class="expand-control-text">More</span></div><div class="expand-content"><p> </p></div></div>';
    expect(markdownOf(html)).toBe('<details>\n<summary>More</summary>\n\n</details>');
  });

  it('unwraps a pasted container without a control', () => {
    const html =
      '<div class="expand-container"><div class="expand-content"><p>shown</p></div></div>';
    expect(markdownOf(html)).toBe('shown');
  });

  it('writes tabs one after the other under their names', () => {
    const html =
      '<div class="aui-tabs"><ul class="tabs-menu"><li class="menu-item"><a href="#t1">First</a></li><li class="menu-item"><a href="#t2">Second</a></li></ul><div class="tabs-pane" id="t1"><p>a</p></div><div class="tabs-pane" id="t2"><p>b</p></div></div>';
    expect(markdownOf(html)).toBe('**First**\n\na\n\n**Second**\n\nb');
  });
});
