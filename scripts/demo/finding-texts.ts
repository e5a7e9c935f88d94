/** What the demo's people write about problems, as tables. Read by the seed alone. */
import type { Category } from '../../checkpoints/checklist.ts'
import type { Contractor, Department } from '../../checkpoints/finding-rules.ts'

export const SECURITY_PHONE = '2345 6789'

/** Their supervisors by username; null: somebody without an account. */
// biome-ignore format: hand-aligned table
export const DEPARTMENTS: readonly (Omit<Department, 'supervisor'> & { readonly supervisor: string | null })[] = [
  { id: '0198a000-0000-7000-8000-0000000000d1', names: { 'zh-Hant': '清潔部', 'zh-Hans': '保洁部', en: 'Cleaning' },    supervisor: 'lee' },
  { id: '0198a000-0000-7000-8000-0000000000d2', names: { 'zh-Hant': '園藝部', 'zh-Hans': '园林部', en: 'Landscaping' }, supervisor: null },
  { id: '0198a000-0000-7000-8000-0000000000d3', names: { 'zh-Hant': '保安部', 'zh-Hans': '保安部', en: 'Security' },    supervisor: null },
]

// biome-ignore format: hand-aligned table
export const CONTRACTORS: readonly Contractor[] = [
  { id: '0198a000-0000-7000-8000-0000000000c1', name: '永安升降機工程', trade: '升降機',     phone: '2111 2233', email: 'service@wingon-lift.example' },
  { id: '0198a000-0000-7000-8000-0000000000c2', name: '恒達水電工程',   trade: '水電',       phone: '2444 5566', email: 'jobs@hangtat.example' },
  { id: '0198a000-0000-7000-8000-0000000000c3', name: '金盾消防設備',   trade: '消防、防火門', phone: '2777 8899', email: null },
]

/** Who of them repairs what; what is left out is seen to by the house's own people. */
export const REPAIRERS: Readonly<Partial<Record<Category, string>>> = {
  'fire-safety': CONTRACTORS[2]?.id ?? '',
  facilities: CONTRACTORS[1]?.id ?? '',
}
/** Which department sees to what. */
export const SEES_TO: Readonly<Partial<Record<Category, string>>> = {
  cleanliness: DEPARTMENTS[0]?.id ?? '',
  landscaping: DEPARTMENTS[1]?.id ?? '',
  security: DEPARTMENTS[2]?.id ?? '',
}
export const LIFT_CONTRACTOR = CONTRACTORS[0]?.id ?? ''

/** Where nobody says otherwise (jade-lake.ts). */
// biome-ignore format: hand-aligned table
export const FIXED: Readonly<Record<Category, readonly [string, ...string[]]>> = {
  security:      ['已處理妥當，並通知夜更留意。'],
  facilities:    ['已更換損壞零件，試用三次正常。'],
  cleanliness:   ['已清走雜物並清洗地面，加派清潔員每日多巡一次。', '已清除，並張貼告示。'],
  landscaping:   ['園藝部已處理妥當。'],
  'fit-out':     ['住戶已清走物料，現場恢復原狀。'],
  'fire-safety': ['已更換損壞部分，試用三次正常。'],
  residents:     ['已與住戶面談，住戶明白並同意配合。'],
}

export const DECIDED = [
  '請於期限內完成，完成後拍照存檔。',
  '',
  '先圍封現場，再安排維修。',
  '',
  '上月同一位置亦曾出現，請一併查明原因。',
] as const
/** Of the manager, about major ones (policy 9.3). */
export const MANAGER_DECIDED = [
  '已聯絡承辦商即日到場；完成前每日由主管到場查看。',
  '先停用有關設備並張貼告示，兩日內完成維修。',
  '涉及安全，批准緊急維修，費用由維修儲備支付。',
] as const
export const DISMISSED = ['已到場查看，現場正常，無須處理。', '相片所見為反光，現場並無問題。'] as const
export const SENT_BACK = '現場再看，問題仍在，請再修。'
export const PASSED = ['與之前相片比對，已修妥。', '試用正常，周圍已清理。', ''] as const
export const MORE_TIME = ['零件須由外地訂購，預計下星期到貨。', '要配合停水安排，已通知住戶下周三停水。'] as const
export const TIME_ANSWERED = ['同意。到貨後即日安裝，並通知住戶。', '已是第二次，請找後備供應商。'] as const
export const COMMENTS = [
  '住戶今早又致電查詢，請跟進進度。',
  '承辦商說星期四上午到場，請安排人帶路。',
  '我路過看過，臨時圍板要再紮穩。',
] as const
export const VIOLATION_NOTICE =
  '貴戶：\n\n本處職員巡查時，發現貴單位的裝修廢料堆放於走廊，阻礙走火通道，並未張貼裝修許可證。\n\n上述情況違反《住戶裝修管理辦法》。請於期限前清走廢料並張貼許可證；逾期未改正者，管理處將依該辦法處理，並按規定扣減裝修按金。\n\n多謝合作。'
