/** How somebody wants to be told, and his browsers that are. */
import { getNotificationSettings } from '../server.ts'
import { polled } from './polled.ts'

export const notificationRecord = polled(getNotificationSettings)
