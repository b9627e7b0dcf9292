/** What can be wrong with a BagIt package (RFC 8493), and what a look at one found. */

/** Each breaks a MUST of the RFC, or leads out of the package. */
export const BAG_PROBLEMS = {
  'declaration-missing': 'There is no bagit.txt, so this is no package.',
  'declaration-malformed': 'bagit.txt is not the two lines that declare version and encoding.',
  'version-unknown': 'The package has a version of BagIt that is not known here.',
  'encoding-unknown': 'The declared encoding of the tag files is not known here.',
  'tag-file-undecodable': 'The file is not text in the declared encoding.',
  'byte-order-mark': 'The file begins with a byte order mark, which UTF-8 tag files must not have.',
  'payload-missing': 'There is no folder called data.',
  'manifest-missing': 'There is no payload manifest (manifest-sha256.txt or the like).',
  'algorithm-unknown': 'The manifest uses a checksum that cannot be computed here.',
  'line-malformed': 'A line does not have the form that the RFC gives it.',
  'listed-twice': 'A manifest lists the file more than once.',
  'path-unsafe': 'A manifest lists a path that may lead out of the package.',
  'path-misplaced': 'A payload manifest lists a file outside data, or a tag manifest one inside.',
  'file-missing': 'A listed file is not there.',
  'file-changed': 'A file has other bytes than its checksum says.',
  'file-unlisted': 'A payload file is in no manifest.',
  'manifests-disagree': 'A payload file is in one payload manifest and not in another.',
  'not-a-file': 'There is a symbolic link or special file in the package.',
  'manifest-unlisted': 'A tag manifest does not list this payload manifest.',
  'oxum-wrong': 'The payload has another size or number of files than bag-info.txt says.',
  'oxum-malformed': 'Payload-Oxum is not given once, as octets and files: 1234.5.',
  'fetch-unlisted': 'fetch.txt names a file that a payload manifest does not list.',
} as const;
export type BagProblem = keyof typeof BAG_PROBLEMS;

/** What the RFC advises against without forbidding it. */
export const BAG_REMARKS = {
  'line-unterminated': 'The last line of the file has no line end.',
  asterisk: 'A path begins with the asterisk that md5sum writes; it was taken as not there.',
  'names-alike': 'Two paths differ only in case or in how Unicode composes their letters.',
  'name-composed-otherwise':
    'The name in the manifest is composed otherwise than that of the file.',
} as const;
export type BagRemark = keyof typeof BAG_REMARKS;

export interface BagFinding {
  readonly problem: BagProblem;
  /** The file that it is about, or in which it stands; null for the package as a whole. */
  readonly path: string | null;
  /** What was found, where that says more. */
  readonly detail: string | null;
}

export interface BagReport {
  readonly folder: string;
  /** As declared; null when it is not. */
  readonly version: string | null;
  /** Checksums of the payload manifests: `sha256`. */
  readonly algorithms: readonly string[];
  readonly payload: { readonly files: number; readonly bytes: number };
  /** Empty for a valid package. */
  readonly findings: readonly BagFinding[];
  readonly remarks: readonly { readonly remark: BagRemark; readonly path: string }[];
}
