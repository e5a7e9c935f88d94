import readXlsxFile from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { type Sheet, writeSheets } from '../../server/sheets/xlsx.ts'

const aSheet = (text: string, sheet = 'A'): Sheet => ({
  ...{ sheet, columns: [{ width: 10 }], stickyRowsCount: 0 },
  data: [{ values: [text], styles: [{}] }],
})
const textIn = async (bytes: Uint8Array) => (await readXlsxFile(Buffer.from(bytes)))[0]?.data[0]?.[0]

describe('workbooks that are asked for at once', () => {
  it('are made one by one: each when the one before is written', async () => {
    const happened: string[] = []
    const one = async (name: string) => {
      const bytes = await writeSheets(() => {
        happened.push(`${name} made`)
        return [aSheet(name)]
      })
      happened.push(`${name} written`)
      expect(await textIn(bytes)).toBe(name)
    }
    await Promise.all(['first', 'second', 'third'].map(one))
    const inOrder = ['first', 'second', 'third'].flatMap((name) => [`${name} made`, `${name} written`])
    expect(happened).toEqual(inOrder)
  })

  it('fail alone, whether one cannot be made or not be written', async () => {
    const failing = [
      writeSheets(() => {
        throw new Error('nothing to make it of')
      }),
      writeSheets(() => [aSheet('no name for a sheet', 'A/B:C?')]),
    ]
    const after = writeSheets(() => [aSheet('and goes on')])
    const ended = await Promise.allSettled(failing)
    expect(ended.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await textIn(await after)).toBe('and goes on')
  })
})
