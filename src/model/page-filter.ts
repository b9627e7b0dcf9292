/** Which pages a question is about. */

/** Each condition that is not null must hold. */
export interface PageFilter {
  /** Key or name of a space, in any case of letters. */
  readonly space: string | null;
  /** Who created, last modified or signed the page: a name, a user name or an account id. */
  readonly author: string | null;
  /** First and last day: `2021`, `2021-07` or `2021-07-15`; both ends are included. */
  readonly since: string | null;
  readonly until: string | null;
  /** A label that the page bears. */
  readonly label: string | null;
}

export const EVERY_PAGE: PageFilter = {
  space: null,
  author: null,
  since: null,
  until: null,
  label: null,
};
