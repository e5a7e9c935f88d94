export const words = {
  offline: '未能連線，請稍後再試。',
  home: '主頁',

  nav: {
    label: '主選單',
    myDay: '我的巡查',
    board: '巡查總覽',
    portfolio: '屋苑總覽',
    reports: '報告',
    checkpoints: '巡查點',
    residents: '住戶報告',
    labels: '標籤',
    plans: '巡查方案',
    calendar: '巡查日程',
    checklists: '檢查表',
    staff: '職員',
    devices: '手機',
    settings: '設定',
    scan: '掃碼',
    hang: '掛標籤',
    estate: '屋苑',
    skip: '跳至內容',
  },

  notices: {
    offline: '沒有網絡。巡查可以照常進行，記錄會存在手機。',
    expired: '登入已過期。記錄仍在手機，登入後便會傳送。',
    signIn: '登入',
    update: '新版本已準備好。',
    updateNow: '立即更新',
    updateLater: '新版本已準備好，提交這張表後便會更新。',
    broken: '這一頁未能載入。手機上的記錄仍在。',
    reload: '重新載入',
    nowhere: '這個網址沒有內容。',
  },

  signIn: {
    title: '登入 Waymark',
    lead: '巡查到場記錄',
    username: '用戶名稱',
    password: '密碼',
    showPassword: '顯示密碼',
    submit: '登入',
    language: '語言',
    wait: (seconds: string) => `請等 ${seconds} 秒後再試。`,
  },
}
export type ShellWords = typeof words
