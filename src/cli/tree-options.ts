/** Options of the commands that write a tree. */
import { InvalidArgumentError, Option } from 'commander';
import { EDITED_POLICIES, REDIRECT_FORMS, type RedirectForm } from '../model/imports.ts';

export const onEditedOption = (): Option =>
  new Option(
    '--on-edited <what>',
    'a published file that somebody edited stays, with our new version beside it, or without; or it is overwritten (default: beside)',
  ).choices(EDITED_POLICIES);

export const redirectsOption = (): Option =>
  new Option('--redirects <form>', 'also write the redirects for this web server; may be repeated')
    .choices(REDIRECT_FORMS)
    .argParser((value: string, before: readonly RedirectForm[] | undefined) => {
      const form = REDIRECT_FORMS.find((known) => known === value);
      if (form === undefined)
        throw new InvalidArgumentError(`Allowed choices are ${REDIRECT_FORMS.join(', ')}.`);
      return [...(before ?? []), form];
    });
