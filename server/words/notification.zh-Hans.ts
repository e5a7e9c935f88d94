import type { NotificationWords } from './notification.zh-Hant.ts'

export const words = {
  number: (number) => `#${number}`,
  subject: (estate, news, spot) => `${estate}：${news}（${spot}）`,
  subjectMany: (estate, count) => `${estate}：${count} 条问题通知`,
  lead: (news, number, spot) => `${news}：${number} ${spot}`,
  leadMany: (count) => `有 ${count} 条关于问题的通知。`,
  since: (time) => `时间：${time}`,
  emergency: '请立即处理。在有人点“我来接手”之前，此通知会一直重复。',
  line: (time, news, number, spot) => `${time} ${news}：${number} ${spot}`,
  open: '打开问题',
  openMany: '打开通知',
  openNote: '需要先登录。',
  why: (name) => `收到这封邮件，是因为 ${name} 的账户设置了用此地址接收问题通知。时间和方式可在“设置”中更改。`,
  unsubscribe: '不再接收这些邮件',
  test: { title: '测试通知', body: '这是一条测试通知，收到即表示设置正常。', open: '打开设置' },
} satisfies NotificationWords
