/** Opens the browser's own print dialog for the page as it is. */
export function printPage(): void {
  print()
}
