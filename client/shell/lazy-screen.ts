import { signal } from '@preact/signals'
import type { FunctionComponent } from 'preact'
import { lazy } from 'preact-iso'

/** A part of the app could not be loaded: no connection and no copy on the phone, or a newer version has replaced it. */
export const broken = signal(false)

/**
 * A screen that is downloaded when it is first opened. A download that fails is told to the reader, who would wait for ever.
 */
export function screen<Name extends string>(
  load: () => Promise<Readonly<Record<Name, FunctionComponent>>>,
  name: Name,
): FunctionComponent {
  return lazy(async (): Promise<FunctionComponent> => {
    try {
      return (await load())[name]
    } catch (error) {
      console.error(`${name} could not be loaded`, error)
      broken.value = true
      return Nothing
    }
  })
}

function Nothing() {
  return null
}
