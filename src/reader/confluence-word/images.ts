/** The images of a Word export: files inside it, which the page names by a hash. */
import type { EnclosedFile, RawAttachment, ReadableFile } from '../../model/document.ts';
import type { Element } from '../../model/dom.ts';
import { $ } from '../query.ts';

/** Attributes by which newer generations name the wiki's own copy of the image. */
const WIKIS_COPY = ['data-image-src', 'data-linked-resource-id', 'data-linked-resource-type'];

/**
 * Points the page's images at the files inside its own file (`src="3f1c…"` becomes
 * `Title.doc/3f1c….png`), and lists those files under the names that the wiki knew, if any:
 * `data-linked-resource-default-alias="plan.png"`.
 */
export function linkEnclosed(body: Element, file: ReadableFile): readonly RawAttachment[] {
  const files = new Map<string, EnclosedFile>();
  for (const enclosed of file.envelope?.enclosed ?? []) {
    for (const address of addressesOf(enclosed.location)) files.set(address, enclosed);
  }
  const folder = encodeURIComponent(file.path.slice(file.path.lastIndexOf('/') + 1));
  const found = new Map<EnclosedFile, RawAttachment>();
  for (const image of $(body).find('img[src]').toArray()) {
    const enclosed = files.get((image.attribs.src ?? '').trim());
    if (enclosed === undefined) continue;
    const href = `${folder}/${encodeURIComponent(enclosed.name)}`;
    const fileName = image.attribs['data-linked-resource-default-alias'] ?? enclosed.name;
    image.attribs.src = href;
    for (const attribute of WIKIS_COPY) $(image).removeAttr(attribute);
    if (found.has(enclosed)) continue;
    found.set(enclosed, { fileName, href, mediaType: enclosed.mediaType });
  }
  return [...found.values()];
}

/** `file:///C:/3f1c…` is named so, or as `3f1c…`. */
function addressesOf(location: string): readonly string[] {
  return [location, location.slice(location.lastIndexOf('/') + 1)].filter((name) => name !== '');
}
