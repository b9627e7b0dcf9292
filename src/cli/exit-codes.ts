/** What the exit code of the process means. The help lists them; the README explains them. */
export const EXIT = {
  done: 0,
  /** Pages failed; with `--strict`, also: something was lost. */
  incomplete: 1,
  usage: 2,
  /** The source cannot be used. */
  source: 3,
  /** The archive or the output folder cannot be used. */
  output: 4,
  /** A defect of this tool (EX_SOFTWARE of sysexits.h). */
  defect: 70,
  /** 128 + SIGINT. */
  interrupted: 130,
  /** 128 + SIGTERM. */
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
