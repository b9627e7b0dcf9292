import { isComment } from 'domhandler';
import { expect, it } from 'vitest';
import { drop } from '../../src/reader/drop.ts';
import { parseFragment } from '../../src/reader/parse.ts';

it('takes nodes out of a tree, asking of each that stays, and of each that goes, once', () => {
  const body = parseFragment(`${'<p>a<!--x--><b><!--y-->b</b></p><!--z-->'.repeat(1000)}<i></i>`);
  let asked = 0;
  drop(body, (node) => {
    asked += 1;
    return isComment(node);
  });
  expect(asked).toBe(7 * 1000 + 1);
  expect(body.children).toHaveLength(1001);
  for (const [at, child] of body.children.entries()) {
    expect(child.parent).toBe(body);
    expect(child.prev).toBe(body.children[at - 1] ?? null);
    expect(child.next).toBe(body.children[at + 1] ?? null);
  }
});
