import type { RouteWords } from './route.zh-Hant.ts'

export const words = {
  title: '巡查路线',
  open: '查看路线',
  home: '首页',
  gone: '手机上没有这个班次。连接网络后会更新。',
  left: (minutes: string) => `还有 ${minutes} 分钟`,
  graceLeft: (minutes: string) => `迟巡，还有 ${minutes} 分钟`,
  opens: (time: string) => `${time} 开始`,
  closed: '已结束',
  order: { free: '可按任意顺序', advised: '请按顺序', strict: '必须按顺序' },
  gap: (seconds: string) => `两点之间至少 ${seconds} 秒`,
  here: '下一个',
  outOfService: (reason: string) => `停用：${reason}`,
  doneLeg: (count: string) => `已巡 ${count} 个`,
  scan: '扫码',
  week: '未来七天',
  nothing: '没有班次',
  rounds: (count: string) => `${count} 班`,
  updated: (when: string) => `数据于 ${when} 更新`,
  outOfTurn: (next: string) => `这一班按顺序巡查，下一个是“${next}”。可以先巡那一个；照样填写也可以，主管会看到。`,
  scanNext: '先巡下一个',
} satisfies RouteWords
