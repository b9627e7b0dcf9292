/**
 * What a run has stored that died before it told of it is dated by its export, as the run knew it: a
 * page may bear no date of its own.
 */
export const COPY_DATES = `
ALTER TABLE page_copies ADD COLUMN dated_on TEXT;
`;
