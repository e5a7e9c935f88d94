import type { ShellWords } from './shell.zh-Hant.ts'

export const words = {
  offline: '无法连接，请稍后重试。',
  home: '首页',

  nav: {
    label: '主菜单',
    myDay: '我的巡查',
    board: '巡查总览',
    portfolio: '小区总览',
    findings: '问题',
    reports: '报告',
    checkpoints: '巡查点',
    residents: '住户反映',
    labels: '标签',
    plans: '巡查方案',
    calendar: '巡查日程',
    checklists: '检查表',
    staff: '员工',
    devices: '手机',
    settings: '设置',
    scan: '扫码',
    hang: '挂标签',
    estate: '小区',
    skip: '跳到内容',
    waiting: (count: string) => `${count} 项等您处理`,
  },

  notices: {
    offline: '没有网络。巡查可照常进行，记录会存在手机里。',
    expired: '登录已过期。记录仍在手机里，登录后即会发送。',
    signIn: '登录',
    update: '新版本已就绪。',
    updateNow: '立即更新',
    updateLater: '新版本已就绪，提交此表后即会更新。',
    broken: '此页无法加载。手机里的记录仍在。',
    reload: '重新加载',
    nowhere: '此网址没有内容。',
  },

  signIn: {
    title: '登录 Waymark',
    lead: '巡查到场记录',
    username: '用户名',
    password: '密码',
    showPassword: '显示密码',
    submit: '登录',
    language: '语言',
    wait: (seconds) => `请等 ${seconds} 秒后重试。`,
  },
} satisfies ShellWords
