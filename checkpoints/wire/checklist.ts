/** Publishing checklists, and what single spots are asked beyond them. */
import * as v from 'valibot'
import { Checklist, Extras, Items } from '../checklist.ts'
import { Kind } from '../checkpoint.ts'
import { Names } from '../language.ts'
import { Instant } from '../time.ts'

/** `shipped`: taken over from the product, release by release; `own`: published on the estate. */
export const ChecklistVersion = v.strictObject({
  version: Checklist.entries.version,
  origin: v.picklist(['shipped', 'own']),
  publishedAt: Instant,
  /** null: taken over from the product. */
  publishedBy: v.nullable(v.string()),
  items: v.number(),
  /** Whether a visit or an opened round names it: it then stays for good. */
  used: v.boolean(),
  /** When it was taken back: asked no more, its number never given to another. null: not. */
  withdrawnAt: v.nullable(Instant),
})
export type ChecklistVersion = v.InferOutput<typeof ChecklistVersion>

/** Every kind with its versions, the newest first; what is asked now is the first that has not been taken back. */
export const Checklists = v.strictObject({
  checklists: v.array(v.strictObject({ kind: Kind, versions: v.array(ChecklistVersion) })),
})
export type Checklists = v.InferOutput<typeof Checklists>

/** @property basis the version it was edited from: a newer one in between is not overwritten unseen */
export const PublishChecklist = v.strictObject({ basis: Checklist.entries.version, items: Items })
export type PublishChecklist = v.InferOutput<typeof PublishChecklist>

/** What a spot is asked beyond its kind; no items takes them away. `basis`: the version edited from, null if there was none. */
export const PublishExtras = v.strictObject({
  basis: v.nullable(Extras.entries.version),
  items: Extras.entries.items,
  focus: v.nullable(Names),
})
export type PublishExtras = v.InferOutput<typeof PublishExtras>
