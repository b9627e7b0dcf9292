/** Pages for the tests of publishing; only what a test is about is given. */
import type {
  PageSummary,
  PublishableLink,
  PublishablePage,
  StoredAttachment,
} from '../../src/model/stored.ts';

export function summary(given: Partial<PageSummary> & Pick<PageSummary, 'id'>): PageSummary {
  return {
    spaceKey: 'BOAT',
    spaceName: 'Boat House',
    confluenceId: String(given.id),
    title: `Page ${String(given.id)}`,
    type: 'page',
    parentId: null,
    position: null,
    sourcePath: `BOAT/${String(given.id)}.html`,
    markdownPath: null,
    ...given,
  };
}

export function page(
  given: Omit<Partial<PublishablePage>, 'summary'> & {
    readonly summary: Partial<PageSummary> & Pick<PageSummary, 'id'>;
  },
): PublishablePage {
  return {
    breadcrumbs: [],
    creator: null,
    createdOn: null,
    lastModifier: null,
    lastModifiedOn: null,
    exportedOn: null,
    labels: [],
    format: 'confluence-html',
    sourcePath: 'BOAT/1.html',
    sourceSha256: 'ab'.repeat(32),
    markdown: '',
    report: null,
    links: [],
    attachments: [],
    comments: [],
    ...given,
    summary: summary(given.summary),
  };
}

export function attachment(
  given: Partial<StoredAttachment> & Pick<StoredAttachment, 'id' | 'pageId'>,
): StoredAttachment {
  return {
    confluenceId: String(given.id),
    fileName: `file-${String(given.id)}.png`,
    mediaType: null,
    sourcePath: `attachments/${String(given.pageId)}/${String(given.id)}.png`,
    status: 'present',
    bytes: null,
    sha256: null,
    publishedPath: null,
    ...given,
  };
}

export function link(given: Partial<PublishableLink>): PublishableLink {
  return {
    kind: 'page',
    href: '',
    target: null,
    fragment: null,
    targetPageId: null,
    targetAttachmentId: null,
    targetFileName: null,
    targetAnchor: null,
    targetTitle: null,
    ...given,
  };
}
