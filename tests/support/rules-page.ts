/** The page that shows what becomes of each form: made from the tables of rules and a fixture. */
import { createTurndown, markdownRules } from '../../src/markdown/index.ts';
import { RULES, type Rule } from '../../src/normalise/index.ts';
import { ruleExamples, type RuleExample } from './rule-examples.ts';

/** For each rule of the Markdown writer an element of the closed vocabulary. */
export const MARKDOWN_EXAMPLES: Readonly<Record<string, string>> = {
  heading: '<h2>Fog signals</h2>',
  paragraph: '<p>1. is no list, and * is no bullet.</p>',
  list: '<ul><li>wicks<ol start="3"><li>third can</li></ol></li></ul>',
  'list-item': '<ul><li data-task="done">fill</li><li data-task="open">weigh</li></ul>',
  table:
    '<table><thead><tr><th>Night</th><th>Oil</th></tr></thead><tbody><tr><td rowspan="2">Monday</td><td>2 cans</td></tr><tr><td>1 can | spare</td></tr></tbody></table>',
  row: '<table><tbody><tr><td>41 m</td></tr></tbody></table>',
  cell: '<table><thead><tr><th>Oil</th></tr></thead><tbody><tr><td><p>colza</p><ul><li>2 cans</li></ul></td></tr></tbody></table>',
  'fenced-code': '<pre data-title="Start"><code class="language-bash">lampctl on</code></pre>',
  blockquote: '<blockquote><p>All is well.</p></blockquote>',
  admonition:
    '<aside data-admonition="warning" data-title="Stop"><p>The rail is loose.</p></aside>',
  details: '<details><summary>Which oil?</summary><p>Colza.</p></details>',
  summary: '<details><summary>Which &lt;lamp&gt;?</summary><p>The big one.</p></details>',
  figcaption:
    '<figure><p><img src="tower.png" alt="Tower"></p><figcaption>Drawn in 1858</figcaption></figure>',
  'thematic-break': '<hr>',
  'line-break': '<p>first line<br>second line</p>',
  strong: '<p><strong>Never:</strong>sand</p>',
  emphasis: '<p><em>slowly</em>, un<em>lit</em></p>',
  deletion: '<p><del>green</del></p>',
  'sub-sup': '<p>H<sub>2</sub>O</p>',
  'inline-code': '<p><code>a `b` c</code></p>',
  link: '<p><a href="https://lamps.example.org/">lamps</a> or <a href="https://lamps.example.org/">https://lamps.example.org/</a></p>',
  exclamation:
    '<p>Mind<x-exclamation>!</x-exclamation><a href="https://lamps.example.org/">lamps</a></p>',
  image: '<p><img src="lens.png" alt="The lens"></p>',
  'inline-macro':
    '<p><span data-status="LIT">LIT</span> <span data-math="x^2">x^2</span> <time datetime="2021-10-04">04 Oct 2021</time></p>',
  'block-macro': '<div data-math="E = mc^2">E = mc^2</div>',
};

const code = (text: string): string => `\`${text}\``;

/** A fence longer than any in the text. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

const result = (markdown: string): string =>
  markdown.trim() === '' ? 'becomes nothing.' : `becomes\n\n${fenced('markdown', markdown)}`;

/** What the archive remembers beside the text. */
function recorded({ macros, diagnostics }: RuleExample): string[] {
  const rows = macros.map(({ name, outcome, detail }) =>
    [code(name), outcome, ...(detail === null ? [] : [`(${code(detail)})`])].join(' '),
  );
  return [
    ...(rows.length === 0 ? [] : [`In \`macros\`: ${[...new Set(rows)].join(', ')}.`]),
    ...(diagnostics.length === 0
      ? []
      : [`Reported: ${[...new Set(diagnostics)].map(code).join(', ')}.`]),
  ];
}

const exampleText = (example: RuleExample): string =>
  [
    ...(example.form === null ? [] : [`**${example.form}:**`]),
    fenced('html', example.html),
    result(example.markdown),
    ...recorded(example),
  ].join('\n\n');

const ruleText = ({ name, matches, summary }: Rule, examples: readonly RuleExample[]): string =>
  [
    `### ${name}`,
    summary,
    `Matches ${matches.map(code).join(', ')}.`,
    ...examples.filter(({ rule }) => rule === name).map(exampleText),
  ].join('\n\n');

function markdownRuleTexts(): string[] {
  const turndown = createTurndown('repeat');
  return markdownRules('repeat').map(({ name, elements, summary }) => {
    const html = MARKDOWN_EXAMPLES[name] ?? '';
    return [
      `### Markdown of ${name}`,
      summary,
      `Writes ${elements.map((element) => code(`<${element}>`)).join(', ')}.`,
      fenced('html', html),
      result(turndown.turndown(html)),
    ].join('\n\n');
  });
}

/** The page, which holds verbatim markup that no formatter may touch. */
export function rulesPage(): string {
  const examples = ruleExamples();
  return `${[
    '# What becomes of each form',
    'Made from the tables `RULES` of `src/normalise/index.ts` and `markdownRules` of `src/markdown/index.ts`, and from the marked examples in the pages of `fixtures/every-rule/`; a test holds this page equal to what they do. Addresses such as `page:id/7` are those of the archive, which publishing turns into paths.',
    '<!-- prettier-ignore-start -->',
    '## From Confluence to plain HTML',
    'The first rule that takes an element decides; a rule may leave an element to those below it. An element that no rule takes gives way to its content.',
    ...RULES.map((rule) => ruleText(rule, examples)),
    '## From plain HTML to Markdown',
    'Every page is reduced to a small vocabulary of HTML (`src/normalise/vocabulary.ts`). What each of its elements becomes:',
    ...markdownRuleTexts(),
    '<!-- prettier-ignore-end -->',
  ].join('\n\n')}\n`;
}
