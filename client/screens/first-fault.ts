/** After the form has drawn what is wrong: brings the first of it into sight, and the finger's next press to it. */
export function showFirstFault(): void {
  requestAnimationFrame(() => {
    const fault = document.querySelector<HTMLElement>('#main :is([aria-invalid="true"], [data-invalid])')
    fault?.scrollIntoView({ block: 'center' })
    const control = fault?.matches('textarea, input')
      ? fault
      : fault?.querySelector<HTMLElement>('input, textarea, button')
    control?.focus({ preventScroll: true })
  })
}
