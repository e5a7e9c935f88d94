/** Waits for work that somebody else may never finish, but no longer than so long; the work itself goes on. */
export async function waitFor(work: Promise<unknown> | undefined, mostMs: number): Promise<void> {
  const patience = new Promise<void>((resolve) => setTimeout(resolve, mostMs).unref())
  await Promise.race([work, patience])
}
